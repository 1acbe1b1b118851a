package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.time.Period;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The times during which customers were active: from the day after a purchase to the last day of
 * the window after it, which every purchase in time begins anew.
 *
 * <p>Grain: one row per customer and time without a break. Key: {@code _customer_no}, {@link
 * #BOUGHT_ON}. No column is null. Source: {@link Purchases}.
 */
public final class ActiveSpans {
  public static final String CUSTOMER_NO = Purchases.CUSTOMER_NO;

  /** The deal that won the customer: that of the very first purchase. */
  public static final String ACQUISITION_ID = "acquisition_deal_id";

  /** The day of the purchase that made the customer active; active from the day after. */
  public static final String BOUGHT_ON = "bought_on";

  public static final String BOUGHT_BY = "bought_by_deal_id";

  /** The last day of the window after the newest purchase, which may be after the as-of day. */
  public static final String ENDS_ON = "ends_on";

  /** The deal of that newest purchase. */
  public static final String LAST_BOUGHT_BY = "last_bought_by_deal_id";

  private static final String PREVIOUS = "_previous";
  private static final String SPAN = "_span";
  private static final String EARLIEST = "_earliest";
  private static final String FIRST = "_first";
  private static final String LAST = "_last";

  private ActiveSpans() {}

  /**
   * The spans of all customers.
   *
   * @param purchases of {@link Purchases}
   * @param window calendar time after a purchase, whose last day is inclusive: twelve months after
   *     29 February end on the 28th
   */
  public static Dataset<Row> from(Dataset<Row> purchases, Period window) {
    Column day = col(Purchases.DAY);
    Column purchase = struct(day, col(Purchases.DEAL_ID));
    WindowSpec ofCustomer = Window.partitionBy(CUSTOMER_NO);
    WindowSpec soFar = ofCustomer.orderBy(day);
    Column isInTime =
        coalesce(day.leq(CalendarWindow.end(col(PREVIOUS), window)), lit(false)); // null: the first
    return purchases
        .withColumn(PREVIOUS, lag(day, 1).over(soFar))
        .withColumn(SPAN, sum(when(isInTime, lit(0)).otherwise(lit(1))).over(soFar))
        .withColumn(EARLIEST, min(purchase).over(ofCustomer))
        .groupBy(CUSTOMER_NO, SPAN)
        .agg(min(col(EARLIEST)).as(EARLIEST), min(purchase).as(FIRST), max(purchase).as(LAST))
        .select(
            col(CUSTOMER_NO),
            dealOf(EARLIEST).as(ACQUISITION_ID),
            dayOf(FIRST).as(BOUGHT_ON),
            dealOf(FIRST).as(BOUGHT_BY),
            CalendarWindow.end(dayOf(LAST), window).as(ENDS_ON),
            dealOf(LAST).as(LAST_BOUGHT_BY));
  }

  /** Whether a span's customer is active on a day. */
  public static Column isActiveOn(LocalDate day) {
    return col(BOUGHT_ON).lt(lit(day)).and(col(ENDS_ON).geq(lit(day)));
  }

  /** Whether a span was over before the as-of day: its customer was lost on {@link #ENDS_ON}. */
  public static Column isOver(LocalDate asOf) {
    return col(ENDS_ON).lt(lit(asOf));
  }

  private static Column dayOf(String purchase) {
    return col(purchase).getField(Purchases.DAY);
  }

  private static Column dealOf(String purchase) {
    return col(purchase).getField(Purchases.DEAL_ID);
  }
}
