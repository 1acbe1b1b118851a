package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.HighValueCustomers;
import org.ringlake.facts.LastTouches;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

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

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Column day = col(AgentDay.EVENT_DATE);
    Dataset<Row> won = ClosedDeals.onlyWon(silver.deals());
    return Stream.of(
            TouchedDays.ofRows(changes, feed()),
            ofTouches(changes, won, rules),
            ofSegments(changes, won, rules),
            TouchedDays.sinceValid(changes, Agents.NAME, won, day))
        .flatMap(days -> days);
  }

  private static Stream<Dataset<Row>> ofTouches(
      SilverChanges changes, Dataset<Row> won, MeasureRules rules) {
    return changes.of(Calls.NAME).stream()
        .map(calls -> calls.filter(CallKind.isContact().and(col(Resolved.CUSTOMER_NO).isNotNull())))
        .map(contacts -> TouchedDays.asChanged(contacts, Resolved.CUSTOMER_NO))
        .map(
            changed -> {
              CountedDays touched =
                  changes.daysOf(Calls.NAME).widened(Duration.ZERO, rules.touchLookback());
              return TouchedDays.ofRelated(
                  changed,
                  won.filter(touched.contains(col(AgentDay.EVENT_DATE))),
                  TouchedDays.isSameCustomer(),
                  col(AgentDay.EVENT_DATE));
            });
  }

  private static Stream<Dataset<Row>> ofSegments(
      SilverChanges changes, Dataset<Row> won, MeasureRules rules) {
    return HighValueCustomers.of(changes.of(Customers.NAME), rules.highValueSegments()).stream()
        .map(customers -> TouchedDays.asChanged(customers, Resolved.CUSTOMER_NO))
        .map(
            changed ->
                TouchedDays.ofRelated(
                    changed, won, TouchedDays.isSameCustomer(), col(AgentDay.EVENT_DATE)));
  }
}
