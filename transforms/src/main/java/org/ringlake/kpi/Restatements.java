package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.measures.TouchedDays;

/**
 * Published values that changed after their period was over.
 *
 * <p>Grain: one row per value and time it changed. Columns: {@link #TABLE}, the cell, {@code kpi},
 * numerator, denominator and value as they were ({@code old_}, null where nothing was published)
 * and are ({@code new_}, null where nothing is any more), {@link #FILES}. A cell that was not
 * published counts as one of zeros.
 */
public final class Restatements {
  public static final String NAME = "restatement";

  public static final String TABLE = "table";

  /** The ids of the files whose rows changed it, ascending; empty where a definition did. */
  public static final String FILES = "file_ids";

  private static final String OLD = "old_";
  private static final String NEW = "new_";
  private static final List<String> KEY =
      Stream.concat(Cell.KEY.stream(), Stream.of(Kpis.KPI)).toList();

  private Restatements() {}

  /**
   * What differs between two states of {@code gold.kpi}, without {@link #FILES}.
   *
   * @param before rows as published last
   * @param after the rows of the same cells as they are now
   * @param publishedAsOf the as-of day of the last time: only periods over by then count
   */
  public static Dataset<Row> between(
      Dataset<Row> before, Dataset<Row> after, LocalDate publishedAsOf) {
    Column wasOver = Cell.lastDay().lt(lit(publishedAsOf));
    Column isSame = same(Kpis.NUMERATOR).and(same(Kpis.DENOMINATOR));
    // full outer, one to at most one: both sides have one row per value
    return before
        .filter(wasOver)
        .select(named(OLD))
        .join(after.filter(wasOver).select(named(NEW)), KEY.toArray(String[]::new), "full_outer")
        .filter(not(isSame))
        .withColumn(TABLE, lit("gold." + KpiView.LONG));
  }

  /**
   * Adds {@link #FILES}.
   *
   * @param touched distinct {@link TouchedDays} with the source of measures they are of
   * @param kpisOfSources the KPIs that are made of each source's measures
   */
  public static Dataset<Row> withFiles(
      Dataset<Row> restated, Dataset<Row> touched, Map<String, List<String>> kpisOfSources) {
    Column isOfItsSource =
        kpisOfSources.entrySet().stream()
            .map(
                each ->
                    col(TouchedDays.SOURCE)
                        .equalTo(each.getKey())
                        .and(col(Kpis.KPI).isin(each.getValue().toArray())))
            .reduce(Column::or)
            .orElse(lit(false));
    Column isInPeriod = col(TouchedDays.DAY).between(col(Cell.PERIOD_START), Cell.lastDay());
    Column[] row = Stream.of(restated.columns()).map(functions::col).toArray(Column[]::new);
    // left, many to many: a value with the files of its days
    return restated
        .join(broadcast(touched), isInPeriod.and(isOfItsSource), "left")
        .groupBy(row)
        .agg(array_sort(array_compact(collect_set(col(TouchedDays.FILE)))).as(FILES));
  }

  /** {@link #FILES} of values that a definition changed: none. */
  public static Dataset<Row> withoutFiles(Dataset<Row> restated) {
    return restated.withColumn(
        FILES, lit(new String[0]).cast(DataTypes.createArrayType(DataTypes.StringType)));
  }

  private static Column same(String column) {
    return orZero(OLD + column).equalTo(orZero(NEW + column));
  }

  private static Column orZero(String column) {
    return coalesce(col(column), lit(0));
  }

  private static Column[] named(String prefix) {
    return Stream.concat(
            KEY.stream().map(functions::col),
            Stream.of(Kpis.NUMERATOR, Kpis.DENOMINATOR, Kpis.VALUE)
                .map(each -> col(each).as(prefix + each)))
        .toArray(Column[]::new);
  }
}
