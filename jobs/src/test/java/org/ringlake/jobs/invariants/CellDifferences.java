package org.ringlake.jobs.invariants;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ringlake.jobs.oracle.KpiCell;

/** What cells hold other than expected, in words. */
final class CellDifferences {
  private static final int SHOWN = 12;

  private CellDifferences() {}

  /** The first cells that differ, each with what was expected and what was found. */
  static <T> List<String> between(Map<KpiCell, T> expected, Map<KpiCell, T> actual) {
    Stream<KpiCell> unexpected =
        actual.keySet().stream().filter(cell -> !expected.containsKey(cell));
    return Stream.concat(expected.keySet().stream(), unexpected)
        .filter(cell -> !Objects.equals(expected.get(cell), actual.get(cell)))
        .map(
            cell ->
                "%s expected %s, found %s".formatted(cell, expected.get(cell), actual.get(cell)))
        .sorted()
        .limit(SHOWN)
        .toList();
  }
}
