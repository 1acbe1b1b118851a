package org.ringlake.jobs.ingest;

import java.util.List;

/**
 * What an ingest did.
 *
 * @param refused files that could not be read, with the reason
 * @param growing files left for the next run because somebody is writing to them
 */
public record IngestResult(
    int filesTaken,
    long rowsRead,
    long rowsAccepted,
    long rowsRejected,
    long rowsSuperseded,
    List<String> refused,
    List<String> growing) {

  public IngestResult {
    refused = List.copyOf(refused);
    growing = List.copyOf(growing);
  }

  /** Whether anything could not be taken. */
  public boolean hasRejects() {
    return rowsRejected > 0 || !refused.isEmpty();
  }
}
