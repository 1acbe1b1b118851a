package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * What known customers bought: all deals won with a customer on one day are one purchase; a deal
 * refunded in full is none.
 *
 * <p>Grain: one row per customer and day. Key: {@code _customer_no}, event_date. Units: hundredths
 * of the reporting currency, never null; refunds by the as-of day, whenever they were paid. {@link
 * #DEAL_ID} is the day's first deal, of deals closed together the one with the lowest deal_id.
 * {@link #REALISED_MINOR} and {@link #REALISED_MARGIN_MINOR} are of all deals the customer has had,
 * those refunded in full too, whose costs remain: the same in all rows of a customer. Source:
 * {@link Deals}, {@link Refunds}.
 */
public final class Purchases {
  public static final String CUSTOMER_NO = Resolved.CUSTOMER_NO;
  public static final String DAY = Resolved.EVENT_DATE;
  public static final String DEAL_ID = Deals.DEAL_ID;
  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String CUSTOMER_KEY = Resolved.CUSTOMER_KEY;
  public static final String REVENUE_MINOR = "revenue_minor";
  public static final String NET_MINOR = "net_minor";
  public static final String REALISED_MINOR = "realised_minor";
  public static final String REALISED_MARGIN_MINOR = "realised_margin_minor";

  private static final String REFUNDED_DEAL = "_refunded_deal_id";
  private static final String REFUNDED = "_refunded";
  private static final String REFUNDED_MINOR = "_refunded_minor";
  private static final String FIRST = "_first";

  private Purchases() {}

  /** The purchases by the as-of day. */
  public static Dataset<Row> from(
      Dataset<Row> deals, Dataset<Row> refunds, ReportingMoney money, LocalDate asOf) {
    Column isCounted = col(DAY).leq(lit(asOf));
    Dataset<Row> won =
        ClosedDeals.from(
            ClosedDeals.onlyWon(deals).filter(isCounted.and(col(CUSTOMER_NO).isNotNull())), money);
    Dataset<Row> repaid = repaid(refunds.filter(isCounted), deals, money);
    Column isRefunded =
        coalesce(col(Deals.AMOUNT).gt(0).and(col(REFUNDED).geq(col(Deals.AMOUNT))), lit(false));
    Column isBought = not(isRefunded);
    Column revenue = orNothing(ClosedDeals.AMOUNT_MINOR);
    Column net = revenue.minus(orNothing(REFUNDED_MINOR));
    WindowSpec ofCustomer = Window.partitionBy(CUSTOMER_NO);
    // left, one to at most one: grouped by the key
    return won.join(repaid, col(DEAL_ID).equalTo(col(REFUNDED_DEAL)), "left")
        .groupBy(CUSTOMER_NO, DAY)
        .agg(
            min(when(isBought, struct(col(Deals.CLOSED_AT), col(DEAL_ID)))).as(FIRST),
            max(col(CUSTOMER_KEY)).as(CUSTOMER_KEY),
            max(col(CUSTOMER_ID)).as(CUSTOMER_ID),
            sum(when(isBought, revenue)).as(REVENUE_MINOR),
            sum(when(isBought, net)).as(NET_MINOR),
            sum(net).as(REALISED_MINOR),
            sum(net.minus(orNothing(ClosedDeals.COST_MINOR))).as(REALISED_MARGIN_MINOR))
        .withColumn(REALISED_MINOR, sum(REALISED_MINOR).over(ofCustomer))
        .withColumn(REALISED_MARGIN_MINOR, sum(REALISED_MARGIN_MINOR).over(ofCustomer))
        .filter(col(FIRST).isNotNull())
        .withColumn(DEAL_ID, col(FIRST).getField(DEAL_ID))
        .drop(FIRST);
  }

  private static Dataset<Row> repaid(
      Dataset<Row> refunds, Dataset<Row> deals, ReportingMoney money) {
    Dataset<Row> currencies =
        deals.select(col(DEAL_ID).as(REFUNDED_DEAL), col(ReportingMoney.CURRENCY));
    // inner, many refunds to one deal
    return money
        .ratedOrFirst(
            refunds.join(currencies, col(Refunds.DEAL_ID).equalTo(col(REFUNDED_DEAL)), "inner"))
        .withColumn(
            REFUNDED_MINOR, money.minor(col(Refunds.AMOUNT), "refund", col(Refunds.REFUND_ID)))
        .groupBy(REFUNDED_DEAL)
        .agg(sum(Refunds.AMOUNT).as(REFUNDED), sum(REFUNDED_MINOR).as(REFUNDED_MINOR));
  }

  private static Column orNothing(String minor) {
    return coalesce(col(minor), lit(0L));
  }
}
