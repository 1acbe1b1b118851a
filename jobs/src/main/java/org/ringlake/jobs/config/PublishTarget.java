package org.ringlake.jobs.config;

/** Where a release can be published to. */
public enum PublishTarget {
  DUCKDB,
  POSTGRES,
  PARQUET,
  CSV
}
