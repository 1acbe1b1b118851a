package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.SourcedDeals;
import org.ringlake.staging.Deals;

/**
 * What won deals add to the day of the agent from whose lead they came. Source: {@link
 * SourcedDeals}.
 */
final class SourcedDealMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.SOURCED_DEALS, AgentDay.SOURCED_REVENUE_MINOR);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return SourcedDeals.from(silver, rules.money(), days)
        .select(
            col(Deals.DEAL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.SOURCED_DEALS),
            Additive.of(col(ClosedDeals.AMOUNT_MINOR)).as(AgentDay.SOURCED_REVENUE_MINOR));
  }
}
