package org.ringlake.facts;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * Won deals that were due for renewal, and whether they were renewed: by another won deal marked as
 * a renewal, of the same known customer and product (none is a product of its own), closed within
 * {@link #DAYS} days of the day they were due.
 *
 * <p>Grain: one row per deal whose time to be renewed is over. Key: deal_id. {@code event_date} is
 * the day it was due; {@code agent_id} owns the deal, {@code team_id} is its team on that day.
 * Source: {@link Deals}, {@link Agents}.
 */
public final class Renewals {
  /** So many days before and after the day a deal is due, it can be renewed; inclusive. */
  public static final int DAYS = 30;

  public static final String IS_RENEWED = "is_renewed";

  private static final String RENEWAL = "_renewal_deal_id";
  private static final String CUSTOMER = "_renewal_customer_no";
  private static final String PRODUCT = "_renewal_product";
  private static final String CLOSED_ON = "_renewal_closed_on";

  private Renewals() {}

  /** The deals whose time was over before the as-of day. */
  public static Dataset<Row> from(Dataset<Row> deals, Dataset<Row> agents, LocalDate asOf) {
    Dataset<Row> won = ClosedDeals.onlyWon(deals).filter(col(Resolved.EVENT_DATE).leq(lit(asOf)));
    Dataset<Row> due = won.filter(col(Deals.RENEWAL_DUE_ON).lt(lit(asOf.minusDays(DAYS))));
    Dataset<Row> renewals =
        won.filter(col(Deals.IS_RENEWAL))
            .select(
                col(Deals.DEAL_ID).as(RENEWAL),
                col(Resolved.CUSTOMER_NO).as(CUSTOMER),
                col(Deals.PRODUCT).as(PRODUCT),
                col(Resolved.EVENT_DATE).as(CLOSED_ON));
    Column daysApart = date_diff(col(CLOSED_ON), col(Deals.RENEWAL_DUE_ON));
    Column renews =
        col(Resolved.CUSTOMER_NO)
            .equalTo(col(CUSTOMER))
            .and(col(Deals.PRODUCT).eqNullSafe(col(PRODUCT)))
            .and(col(Deals.DEAL_ID).notEqual(col(RENEWAL)))
            .and(daysApart.between(-DAYS, DAYS));
    // left, one to many: a customer's renewals, a handful each
    Dataset<Row> counted =
        due.join(renewals, renews, "left")
            .groupBy(Deals.DEAL_ID)
            .agg(
                first(col(Deals.AGENT_ID)).as(Deals.AGENT_ID),
                first(col(Deals.RENEWAL_DUE_ON)).as(Resolved.EVENT_DATE),
                coalesce(bool_or(col(RENEWAL).isNotNull()), lit(false)).as(IS_RENEWED));
    return Validity.withValue(counted, agents, Agents.AGENT_ID, Agents.TEAM_ID);
  }
}
