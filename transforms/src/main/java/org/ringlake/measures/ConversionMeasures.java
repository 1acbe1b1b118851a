package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.HighValueCustomers;
import org.ringlake.facts.LastTouches;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Deals;

/**
 * What won deals add to the day of the agent who touched them last. Source: {@link LastTouches}.
 */
final class ConversionMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.CONVERTED_DEALS, AgentDay.HIGH_VALUE_CONVERTED_DEALS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return HighValueCustomers.mark(
            LastTouches.from(silver, rules.touchLookback(), days),
            silver.customers(),
            rules.highValueSegments())
        .select(
            col(Deals.DEAL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.CONVERTED_DEALS),
            Additive.one(col(HighValueCustomers.IS_HIGH_VALUE))
                .as(AgentDay.HIGH_VALUE_CONVERTED_DEALS));
  }
}
