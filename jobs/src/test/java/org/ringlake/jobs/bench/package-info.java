/** The benchmarks on small lakes: that they run, compare values and notice wrong ones. */
package org.ringlake.jobs.bench;
