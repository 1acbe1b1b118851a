package org.ringlake.value;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.facts.Purchases;

/**
 * The histories that models are fitted to and tried on, and how many customers have each.
 *
 * <p>Grain: one row per {@link #KIND}, segment and history. Columns: {@link #KIND}; {@link
 * #SEGMENT}, empty for customers whose segment has no fit of its own; {@link #REPEATS}; {@link
 * #RECENCY} and {@link #AGE} in days; {@link #LATER}, purchases in the hold-out; {@link #SUM}, the
 * value of the repeat purchases in hundredths; {@link #CUSTOMERS}. What a kind does not have is 0.
 */
final class ValuedHistories {
  static final String KIND = "kind";
  static final String SEGMENT = "segment";
  static final String REPEATS = "repeats";
  static final String RECENCY = "recency";
  static final String AGE = "age";
  static final String LATER = "later";
  static final String SUM = "sum";
  static final String CUSTOMERS = "customers";

  /** Up to the fit's day. */
  static final String FIT = "fit";

  /** Up to the day before the hold-out. */
  static final String TRIAL = "trial";

  /** Values of those who bought again, up to the fit's day. */
  static final String VALUE = "value";

  private static final String FIRST = "_first";
  private static final String HISTORY = "_history";
  private static final String NET = "_net";

  private ValuedHistories() {}

  /**
   * The histories, in a fixed order.
   *
   * @param purchases of {@link Purchases}
   * @param segments customers with the segments that are fitted on their own
   */
  static Dataset<Row> of(
      Dataset<Row> purchases,
      Optional<Dataset<Row>> segments,
      LocalDate fitDay,
      LocalDate trialDay) {
    Column day = col(Purchases.DAY);
    Column first = min(day).over(Window.partitionBy(Purchases.CUSTOMER_NO));
    Column isByTrial = day.leq(lit(trialDay));
    Column isAgain = day.gt(col(FIRST));
    Dataset<Row> customers =
        purchases
            .filter(day.leq(lit(fitDay)))
            .withColumn(FIRST, first)
            .groupBy(Purchases.CUSTOMER_NO)
            .agg(
                min(FIRST).as(FIRST),
                count_if(isAgain).cast("int").as(REPEATS),
                max(day).as(RECENCY),
                count_if(isAgain.and(isByTrial)).cast("int").as(TRIAL + REPEATS),
                max(when(isByTrial, day)).as(TRIAL + RECENCY),
                coalesce(sum(when(isAgain, col(Purchases.NET_MINOR))), lit(0L)).as(NET));
    Column[] key = {
      col(KIND), col(SEGMENT), col(REPEATS), col(RECENCY), col(AGE), col(LATER), col(SUM)
    };
    return Segments.with(customers, segments)
        .select(col(Segments.SEGMENT).as(SEGMENT), explode(histories(fitDay, trialDay)).as(HISTORY))
        .filter(col(HISTORY).isNotNull())
        .select(col(SEGMENT), col(HISTORY + ".*"))
        .groupBy(key)
        .agg(count(lit(1)).as(CUSTOMERS))
        .orderBy(key);
  }

  private static Column histories(LocalDate fitDay, LocalDate trialDay) {
    Column repeats = col(REPEATS);
    Column fit =
        history(
            FIT,
            repeats,
            date_diff(col(RECENCY), col(FIRST)),
            date_diff(lit(fitDay), col(FIRST)),
            lit(0),
            lit(0L));
    Column trial =
        history(
            TRIAL,
            col(TRIAL + REPEATS),
            date_diff(col(TRIAL + RECENCY), col(FIRST)),
            date_diff(lit(trialDay), col(FIRST)),
            repeats.minus(col(TRIAL + REPEATS)),
            lit(0L));
    Column value = history(VALUE, repeats, lit(0), lit(0), lit(0), col(NET));
    return array(
        fit,
        when(col(FIRST).leq(lit(trialDay)), trial),
        when(repeats.gt(0).and(col(NET).gt(0)), value));
  }

  private static Column history(
      String kind, Column repeats, Column recency, Column age, Column later, Column sum) {
    return struct(
        lit(kind).as(KIND),
        repeats.as(REPEATS),
        recency.as(RECENCY),
        age.as(AGE),
        later.as(LATER),
        sum.as(SUM));
  }
}
