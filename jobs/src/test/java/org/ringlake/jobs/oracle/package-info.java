/** Recomputes the KPIs from the raw files with DuckDB, knowing only the documents. */
package org.ringlake.jobs.oracle;
