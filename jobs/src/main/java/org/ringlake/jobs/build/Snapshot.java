package org.ringlake.jobs.build;

import java.time.LocalDate;
import java.util.List;
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
 * @param areFew whether they are held in the plan, and asking for them takes no job
 */
record Snapshot(Dataset<Row> rows, boolean areFew) {
  /** So many rows take Spark no longer to plan with than to read. */
  static final int FEW = 4_000;

  static Snapshot of(Dataset<Row> rows) {
    Dataset<Row> computed = rows.localCheckpoint();
    return LocalRows.ifFew(computed, FEW)
        .map(few -> new Snapshot(few, true))
        .orElseGet(() -> new Snapshot(computed, false));
  }

  /** Some columns of the rows; those of many are distinct. */
  List<Row> collected(String... columns) {
    Dataset<Row> selected =
        rows.select(Stream.of(columns).map(functions::col).toArray(Column[]::new));
    return (areFew ? selected : selected.distinct()).collectAsList();
  }

  /** The days in a column. */
  Set<LocalDate> days(String column) {
    Set<LocalDate> days = new TreeSet<>();
    for (Row row : collected(column)) {
      if (!row.isNullAt(0)) {
        days.add(row.getDate(0).toLocalDate());
      }
    }
    return days;
  }
}
