package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Resolved;

/** Puts rows into a silver table in the place of the ones with their keys. */
final class SilverMerge {
  private static final String GONE = "__gone";

  private final Lake lake;
  private final TableName table;
  private final SilverRows silverRows;
  private final List<String> feedKey;

  SilverMerge(Lake lake, FeedDefinition feed, SilverRows silverRows) {
    this.lake = lake;
    this.table = TableName.silver(feed.name());
    this.silverRows = silverRows;
    this.feedKey = feed.key();
  }

  /** What each key of these versions becomes: its row, or gone where it has none. */
  Dataset<Row> changes(Dataset<Row> all, Dataset<Row> rows) {
    List<String> keys = feedKey.stream().map(silverRows::keyColumn).toList();
    Dataset<Row> keysOfAll =
        all.select(
                feedKey.stream()
                    .map(key -> col(key).as(silverRows.keyColumn(key)))
                    .toArray(Column[]::new))
            .distinct();
    Column sameKey =
        keys.stream()
            .map(key -> col("touched." + key).eqNullSafe(col("row." + key)))
            .reduce(Column::and)
            .orElseThrow();
    List<Column> columns = new ArrayList<>();
    for (String column : rows.columns()) {
      String side = keys.contains(column) ? "touched." : "row.";
      columns.add(col(side + column).as(column));
    }
    String present = "__present";
    columns.add(col("row." + present).isNull().as(GONE));
    return keysOfAll
        .as("touched")
        .join(rows.withColumn(present, lit(true)).as("row"), sameKey, "left")
        .select(columns.toArray(Column[]::new));
  }

  /** Puts rows in the place of all versions of their keys, keys without a row disappear. */
  void execute(Dataset<Row> changes, Column inMonths) {
    Column condition =
        feedKey.stream()
            .map(silverRows::keyColumn)
            .map(key -> col("table." + key).eqNullSafe(col("change." + key)))
            .reduce(inMonths, Column::and);
    Map<String, Column> values = new LinkedHashMap<>();
    for (String column : changes.drop(GONE).columns()) {
      values.put("`" + column + "`", col("change." + column));
    }
    lake.merge(table)
        .as("table")
        .merge(changes.as("change"), condition)
        .whenMatched(col("change." + GONE))
        .delete()
        .whenMatched()
        .update(values)
        .whenNotMatched(not(col("change." + GONE)))
        .insert(values)
        .execute();
  }

  /** Prunes the table to the months in which these keys ever were. */
  static Column inMonths(Dataset<Row> all) {
    Column day = col(Resolved.EVENT_DATE);
    Set<Integer> months =
        Tally.of(all.select(coalesce(year(day).multiply(100).plus(month(day)), lit(0)).as("m")))
            .keySet()
            .stream()
            .map(row -> row.getInt(0))
            .collect(Collectors.toSet());
    Column month = col("table." + SilverRows.MONTH);
    Column known = month.isin(months.toArray());
    return months.contains(0) ? known.or(month.isNull()) : known;
  }
}
