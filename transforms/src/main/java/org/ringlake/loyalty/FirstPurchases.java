package org.ringlake.loyalty;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
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
import org.ringlake.facts.CalendarWindow;
import org.ringlake.facts.Purchases;

/**
 * Each customer's first purchase, and what they bought again within a window of calendar time whose
 * last day is inclusive: six months after 31 August end on the last day of February.
 *
 * <p>Grain: one row per customer who bought. Key: {@code _customer_no}. Columns: those below, the
 * first purchase's event_date and deal_id. Source: {@link Purchases}.
 */
public final class FirstPurchases {
  public static final String DEAL_ID = Purchases.DEAL_ID;
  public static final String DAY = Purchases.DAY;
  public static final String WINDOW_ENDS_ON = "window_ends_on";

  /** Net revenue of the purchases in the window after the first day, hundredths; never null. */
  public static final String REVENUE_MINOR = "revenue_6m_minor";

  /** Whether the window was over before the as-of day. */
  public static final String IS_MATURED = "is_matured";

  public static final String REPURCHASED = "repurchased";

  private static final String FIRST_DAY = "_first_day";
  private static final String FIRST = "_first";

  private FirstPurchases() {}

  public static Dataset<Row> from(Dataset<Row> purchases, Period window, LocalDate asOf) {
    Column first = min(col(DAY)).over(Window.partitionBy(Purchases.CUSTOMER_NO));
    Column isAgain =
        col(DAY).gt(col(FIRST_DAY)).and(col(DAY).leq(CalendarWindow.end(col(FIRST_DAY), window)));
    return purchases
        .withColumn(FIRST_DAY, first)
        .groupBy(Purchases.CUSTOMER_NO)
        .agg(
            min(struct(col(DAY), col(DEAL_ID))).as(FIRST),
            coalesce(sum(when(isAgain, col(Purchases.NET_MINOR))), lit(0L)).as(REVENUE_MINOR),
            max(isAgain).as(REPURCHASED))
        .select(
            col(Purchases.CUSTOMER_NO),
            col(FIRST + "." + DEAL_ID),
            col(REVENUE_MINOR),
            col(REPURCHASED),
            CalendarWindow.end(col(FIRST + "." + DAY), window).lt(lit(asOf)).as(IS_MATURED),
            col(FIRST + "." + DAY),
            CalendarWindow.end(col(FIRST + "." + DAY), window).as(WINDOW_ENDS_ON));
  }
}
