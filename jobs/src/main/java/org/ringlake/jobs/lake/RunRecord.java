package org.ringlake.jobs.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What a finished run did: a row of {@code ops.run}.
 *
 * @param asOf the date that was "today" for the run, where it used one
 * @param inputs table versions it read, by name
 * @param tables versions of all tables of the lake when it was done, by name
 */
public record RunRecord(
    String runId,
    String command,
    Instant startedAt,
    Instant endedAt,
    Optional<LocalDate> asOf,
    String configurationHash,
    Map<String, Long> inputs,
    Map<String, Long> tables) {

  public RunRecord {
    inputs = Map.copyOf(inputs);
    tables = Map.copyOf(tables);
  }
}
