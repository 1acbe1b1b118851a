package org.ringlake.jobs.build;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.jobs.lake.LocalRows;

/**
 * Rows as they are now. Spark computes what is merely cached again once a table it was read from is
 * written, and these are compared with tables that are about to be.
 *
 * @param held the same rows, where they are few: asking for them takes no job
 */
record Snapshot(Dataset<Row> rows, Optional<Dataset<Row>> held) {
  /** So many rows take Spark no longer to plan with than to read. */
  static final int FEW = 4_000;

  static Snapshot of(Dataset<Row> rows) {
    if (LocalRows.isInOneTask(rows.sparkSession())) {
      // what comes of few rows is seldom more than few, and computed twice then
      return LocalRows.ifFew(rows, FEW)
          .map(Snapshot::few)
          .orElseGet(() -> many(rows.localCheckpoint()));
    }
    Dataset<Row> computed = rows.localCheckpoint();
    return LocalRows.ifFew(computed, FEW).map(Snapshot::few).orElseGet(() -> many(computed));
  }

  private static Snapshot few(Dataset<Row> rows) {
    return new Snapshot(LocalRows.inPlans(rows), Optional.of(rows));
  }

  private static Snapshot many(Dataset<Row> rows) {
    return new Snapshot(rows, Optional.empty());
  }

  boolean isEmpty() {
    return held.orElse(rows).isEmpty();
  }

  /** Some columns of the rows; those of many are distinct. */
  List<Row> collected(String... columns) {
    return held.map(few -> selected(few, columns))
        .orElseGet(() -> selected(rows, columns).distinct())
        .collectAsList();
  }

  /** The days in a column. */
  Set<LocalDate> days(String column) {
    return days(collected(column));
  }

  /** The days in a column of rows as they are when they are asked for. */
  static Set<LocalDate> days(Dataset<Row> rows, String column) {
    return days(selected(rows, column).distinct().collectAsList());
  }

  private static Set<LocalDate> days(List<Row> found) {
    Set<LocalDate> days = new TreeSet<>();
    for (Row row : found) {
      if (!row.isNullAt(0)) {
        days.add(row.getDate(0).toLocalDate());
      }
    }
    return days;
  }

  private static Dataset<Row> selected(Dataset<Row> rows, String... columns) {
    return rows.select(Stream.of(columns).map(functions::col).toArray(Column[]::new));
  }
}
