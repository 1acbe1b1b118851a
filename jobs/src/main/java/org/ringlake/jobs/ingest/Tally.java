package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.staging.Passage;

/** How often rows of a few kinds are there. */
final class Tally {
  private static final String TALLIED = "__tallied";
  private static final String TALLY = "__tally";

  private Tally() {}

  /** How many rows come from each file. */
  static Map<FileLog.Key, Long> byFile(Dataset<Row> rows) {
    Map<FileLog.Key, Long> counts = new HashMap<>();
    of(rows.select(Passage.SOURCE, Passage.FILE_ID))
        .forEach(
            (row, count) -> counts.put(new FileLog.Key(row.getString(0), row.getString(1)), count));
    return counts;
  }

  /** How often each row is there. Expects few different ones. */
  static Map<Row, Long> of(Dataset<Row> rows) {
    if (LocalRows.areLocal(rows)) {
      return rows.collectAsList().stream()
          .collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    }
    Column[] columns = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    return rows
        .groupBy(columns)
        .agg(struct(columns).as(TALLIED), count(lit(1)).as(TALLY))
        .select(TALLIED, TALLY)
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getStruct(0), row -> row.getLong(1)));
  }
}
