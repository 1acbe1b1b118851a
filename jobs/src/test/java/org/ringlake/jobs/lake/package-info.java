/** One writer at a time, and runs that happen whole or not at all. */
package org.ringlake.jobs.lake;
