package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;

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

  private static final String OLD = "_old";
  private static final String NEW = "_new";

  private Restatements() {}

  /**
   * What differs between two states of {@link Kpis}, without {@link #FILES}.
   *
   * @param before cells as published last
   * @param after the same cells as they are now
   * @param publishedAsOf the as-of day of the last time: only periods over by then count
   */
  public static Dataset<Row> between(
      Dataset<Row> before, Dataset<Row> after, LocalDate publishedAsOf) {
    Column wasOver = Cell.lastDay().lt(lit(publishedAsOf));
    Column isSame = col(OLD).eqNullSafe(col(NEW));
    // full outer, one to at most one: both sides have one row per cell
    return before
        .filter(wasOver)
        .select(withKey(values().as(OLD)))
        .join(after.filter(wasOver).select(withKey(values().as(NEW))), cellKey(), "full_outer")
        .filter(not(isSame))
        .select(withKey(inline(RestatedKpis.of(col(OLD), col(NEW)))))
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
    Column kpis =
        map(
            kpisOfSources.entrySet().stream()
                .flatMap(
                    each ->
                        Stream.of(lit(each.getKey()), lit(each.getValue().toArray(String[]::new))))
                .toArray(Column[]::new));
    Dataset<Row> filesOfSources =
        Cell.perPeriod(touched, List.of(Period.values()))
            .groupBy(Cell.PERIOD, Cell.PERIOD_START, TouchedDays.SOURCE)
            .agg(collect_set(col(TouchedDays.FILE)).as(FILES));
    Dataset<Row> filesOfKpis =
        filesOfSources
            .select(
                col(Cell.PERIOD),
                col(Cell.PERIOD_START),
                explode(try_element_at(kpis, col(TouchedDays.SOURCE))).as(Kpis.KPI),
                col(FILES))
            .groupBy(Cell.PERIOD, Cell.PERIOD_START, Kpis.KPI)
            .agg(array_sort(array_distinct(flatten(collect_list(col(FILES))))).as(FILES));
    String[] key = {Cell.PERIOD, Cell.PERIOD_START, Kpis.KPI};
    // left, many to at most one: the files of a period's KPI are one row
    return restated
        .join(filesOfKpis, key, "left")
        .withColumn(FILES, coalesce(col(FILES), lit(new String[0])));
  }

  /** {@link #FILES} of values that a definition changed: none. */
  public static Dataset<Row> withoutFiles(Dataset<Row> restated) {
    return restated.withColumn(
        FILES, lit(new String[0]).cast(DataTypes.createArrayType(DataTypes.StringType)));
  }

  /** What of a cell's KPIs is compared: an array for each field, of which Spark reads no other. */
  private static Column values() {
    return struct(
        RestatedKpis.COMPARED.stream()
            .map(field -> col(Kpis.KPIS).getField(field).as(field))
            .toArray(Column[]::new));
  }

  private static Column[] withKey(Column other) {
    return Stream.concat(Cell.KEY.stream().map(functions::col), Stream.of(other))
        .toArray(Column[]::new);
  }

  private static String[] cellKey() {
    return Cell.KEY.toArray(String[]::new);
  }
}
