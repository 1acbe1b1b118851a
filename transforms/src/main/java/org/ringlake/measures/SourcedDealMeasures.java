package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.SourcedDeals;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Resolved;

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

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Dataset<Row> won = ClosedDeals.onlyWon(silver.deals());
    Column day = col(AgentDay.EVENT_DATE);
    Stream<Dataset<Row>> ofLeads =
        changes.of(Leads.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Resolved.CUSTOMER_NO))
            .map(changed -> TouchedDays.ofRelated(changed, won, TouchedDays.isSameCustomer(), day));
    // an agent whom the roster did not know is known on every day
    Stream<Dataset<Row>> ofAgents =
        changes.of(Agents.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Agents.AGENT_ID))
            .map(changed -> TouchedDays.ofRelated(changed, won, lit(true), day));
    return Stream.of(TouchedDays.ofRows(changes, feed()), ofLeads, ofAgents).flatMap(days -> days);
  }
}
