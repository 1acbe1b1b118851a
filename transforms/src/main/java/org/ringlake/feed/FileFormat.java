package org.ringlake.feed;

/** How the bytes of a source's files are to be read. */
public enum FileFormat {
  /** By the file's ending: csv, tsv, txt; json, jsonl, ndjson; parquet; each may end in gz, zst. */
  AUTO,
  CSV,
  JSON,
  PARQUET
}
