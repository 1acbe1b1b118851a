package org.ringlake.measures;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.CountedDays;
import org.ringlake.staging.Resolved;

/**
 * Changes of silver tables of which a test names some.
 *
 * @param rows by feed, as they were and as they are
 */
record FewChanges(Map<String, Dataset<Row>> rows, LocalDate countedUntil, LocalDate asOf)
    implements SilverChanges {

  @Override
  public Optional<Dataset<Row>> of(String feed) {
    return Optional.ofNullable(rows.get(feed));
  }

  @Override
  public CountedDays daysOf(String feed) {
    return CountedDays.of(
        of(feed).stream()
            .flatMap(
                changed ->
                    changed.select(functions.col(Resolved.EVENT_DATE)).collectAsList().stream())
            .map(row -> row.getDate(0).toLocalDate())
            .collect(Collectors.toSet()),
        asOf);
  }
}
