/**
 * The lake: Delta tables by name, one writer at a time, and runs that happen whole or not at all.
 */
package org.ringlake.jobs.lake;
