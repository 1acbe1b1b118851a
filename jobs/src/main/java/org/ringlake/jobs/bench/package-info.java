/** The benchmarks of the README: Ringlake beside DuckDB on the same files, in turn. */
package org.ringlake.jobs.bench;
