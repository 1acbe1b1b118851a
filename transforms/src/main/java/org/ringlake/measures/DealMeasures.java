package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Deals;

/** What closed deals add to their owner's day. Source: {@link ClosedDeals}. */
final class DealMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.DEALS_WON,
        AgentDay.DEALS_LOST,
        AgentDay.FULL_FEE_DEALS,
        AgentDay.UNITS_SOLD,
        AgentDay.REVENUE_MINOR,
        AgentDay.DEAL_COST_MINOR);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column isWon = ClosedDeals.isWon();
    Dataset<Row> ofTheDays = silver.deals().filter(days.contains(col(AgentDay.EVENT_DATE)));
    return ClosedDeals.from(ofTheDays, rules.money())
        .select(
            col(Deals.DEAL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(isWon).as(AgentDay.DEALS_WON),
            Additive.one(col(Deals.STATUS).equalTo(Deals.LOST)).as(AgentDay.DEALS_LOST),
            Additive.one(isWon.and(col(Deals.IS_FULL_FEE))).as(AgentDay.FULL_FEE_DEALS),
            Additive.where(isWon, col(Deals.UNITS)).as(AgentDay.UNITS_SOLD),
            Additive.where(isWon, col(ClosedDeals.AMOUNT_MINOR)).as(AgentDay.REVENUE_MINOR),
            Additive.where(isWon, col(ClosedDeals.COST_MINOR)).as(AgentDay.DEAL_COST_MINOR));
  }
}
