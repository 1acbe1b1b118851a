package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;

/**
 * Refunds with their deal's owner, in the reporting currency.
 *
 * <p>Grain: one row per refund. Key: refund_id. {@code agent_id} owns the deal; {@code team_id} is
 * its team on the day of the refund. Units: {@link #REFUND_MINOR} in hundredths of the reporting
 * currency, converted from the deal's at the rate of the day of the refund. Where nobody knows the
 * deal, agent and team are null and the amount is taken as the reporting currency's. Source: {@link
 * Refunds}, {@link Deals}, {@link Agents}. A foreign amount without a rate on its day fails the
 * query.
 */
public final class RefundedDeals {
  public static final String REFUND_MINOR = "refund_minor";

  private static final String REFUNDED = "_refunded_deal_id";

  private RefundedDeals() {}

  public static Dataset<Row> from(
      Dataset<Row> refunds, Dataset<Row> deals, Dataset<Row> agents, ReportingMoney money) {
    Dataset<Row> owners =
        deals.select(
            col(Deals.DEAL_ID).as(REFUNDED), col(Deals.AGENT_ID), col(ReportingMoney.CURRENCY));
    // left, many refunds to at most one deal
    Dataset<Row> owned =
        refunds.join(owners, col(Refunds.DEAL_ID).equalTo(col(REFUNDED)), "left").drop(REFUNDED);
    return money
        .ratedOrFirst(Validity.withValue(owned, agents, Agents.AGENT_ID, Agents.TEAM_ID))
        .withColumn(
            REFUND_MINOR, money.minor(col(Refunds.AMOUNT), "refund", col(Refunds.REFUND_ID)))
        .drop(ReportingMoney.RATE);
  }
}
