/**
 * The scheduled jobs: they open sessions, read and write the lake's tables, and report progress.
 */
package org.ringlake.jobs;
