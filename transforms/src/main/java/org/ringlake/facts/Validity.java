package org.ringlake.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.staging.Resolved;

/**
 * The version of a thing that holds on an event's day.
 *
 * <p>A version holds from its {@code valid_from} until the next one of the same key; one without
 * {@code valid_from} holds from the beginning. Before the first version nothing is known.
 */
public final class Validity {
  public static final String VALID_FROM = "valid_from";

  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);
  private static final String VERSION_KEY = "_version_key";
  private static final String FROM = "_from";
  private static final String UNTIL = "_until";

  private Validity() {}

  /**
   * Adds to each event the value that holds for its key on its {@code event_date}, or null.
   *
   * @param events rows with {@code key} and {@code event_date}; a column {@code value} they may
   *     have is replaced
   * @param versions rows of {@code key}, {@code valid_from} (unique together) and {@code value};
   *     small enough to be broadcast
   */
  public static Dataset<Row> withValue(
      Dataset<Row> events, Dataset<Row> versions, String key, String value) {
    return joined(events, intervals(versions, key, value), key, value);
  }

  /** The same where the first version of a key holds from the beginning. */
  static Dataset<Row> withValueOrFirst(
      Dataset<Row> events, Dataset<Row> versions, String key, String value) {
    Column isFirst = lag(FROM, 1).over(Window.partitionBy(VERSION_KEY).orderBy(FROM)).isNull();
    Dataset<Row> intervals = intervals(versions, key, value);
    return joined(
        events,
        intervals.withColumn(FROM, when(isFirst, lit(BEGINNING)).otherwise(col(FROM))),
        key,
        value);
  }

  private static Dataset<Row> joined(
      Dataset<Row> events, Dataset<Row> intervals, String key, String value) {
    Column day = col(Resolved.EVENT_DATE);
    // left, many events to at most one version: the intervals of one key do not overlap
    return without(value, events)
        .join(
            broadcast(intervals),
            col(key)
                .equalTo(col(VERSION_KEY))
                .and(day.geq(col(FROM)))
                .and(col(UNTIL).isNull().or(day.lt(col(UNTIL)))),
            "left")
        .drop(VERSION_KEY, FROM, UNTIL);
  }

  private static Dataset<Row> without(String column, Dataset<Row> rows) {
    return List.of(rows.columns()).contains(column) ? rows.drop(column) : rows;
  }

  private static Dataset<Row> intervals(Dataset<Row> versions, String key, String value) {
    Column from = coalesce(col(VALID_FROM), lit(BEGINNING));
    return versions
        .select(col(key).as(VERSION_KEY), from.as(FROM), col(value))
        .withColumn(UNTIL, lead(FROM, 1).over(Window.partitionBy(VERSION_KEY).orderBy(FROM)));
  }
}
