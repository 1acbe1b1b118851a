package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.staging.Deals;

/**
 * What closed deals add to their owner's day.
 *
 * <p>Grain: one row per owner, team and day with a closed deal; owner and team may be null. Units:
 * counts, hundredths of the reporting currency. Source: {@link ClosedDeals}.
 */
final class DealMeasures {
  private DealMeasures() {}

  static Dataset<Row> from(Dataset<Row> closedDeals) {
    Column isWon = isWon();
    return closedDeals
        .groupBy(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.EVENT_DATE)
        .agg(
            count_if(isWon).as(AgentDay.DEALS_WON),
            count_if(col(Deals.STATUS).equalTo(Deals.LOST)).as(AgentDay.DEALS_LOST),
            Additive.total(when(isWon, col(Deals.UNITS))).as(AgentDay.UNITS_SOLD),
            Additive.total(when(isWon, col(ClosedDeals.AMOUNT_MINOR))).as(AgentDay.REVENUE_MINOR));
  }

  static Column isWon() {
    return col(Deals.STATUS).equalTo(Deals.WON);
  }
}
