package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * The first deal ever won with each customer, where it was closed on some days.
 *
 * <p>Grain: one row per known customer who first bought on one of the days; of deals closed
 * together the lowest deal_id is the first. Key: deal_id. Agent and team are the owner's on that
 * day. Source: all {@link Deals} won by the as-of day.
 */
public final class FirstDeals {
  private static final String FIRST = "_first";

  private FirstDeals() {}

  public static Dataset<Row> from(Dataset<Row> deals, CountedDays days) {
    CountedDays toAsOf = CountedDays.upTo(days.asOf());
    return ClosedDeals.onlyWon(deals)
        .filter(toAsOf.contains(col(Resolved.EVENT_DATE)))
        .filter(col(Resolved.CUSTOMER_NO).isNotNull())
        .groupBy(Resolved.CUSTOMER_NO)
        .agg(
            min(struct(
                    Deals.CLOSED_AT,
                    Deals.DEAL_ID,
                    Resolved.AGENT_ID,
                    Resolved.TEAM_ID,
                    Resolved.EVENT_DATE))
                .as(FIRST))
        .select(col(FIRST + ".*"))
        .filter(days.contains(col(Resolved.EVENT_DATE)));
  }
}
