package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.LeadEvents;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Resolved;

/** What leads add to their agent's days. Source: {@link LeadEvents}. */
final class LeadMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Leads.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.LEADS_A,
        AgentDay.LEADS_B,
        AgentDay.LEADS_C,
        AgentDay.LEADS_CONVERTED,
        AgentDay.ENQUIRIES_SENT,
        AgentDay.VISITS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return LeadEvents.from(silver, days)
        .select(
            col(Leads.LEAD_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(isNew(Leads.A)).as(AgentDay.LEADS_A),
            Additive.one(isNew(Leads.B)).as(AgentDay.LEADS_B),
            Additive.one(isNew(Leads.C)).as(AgentDay.LEADS_C),
            Additive.one(is(LeadEvents.CREATED).and(col(LeadEvents.IS_CONVERTED)))
                .as(AgentDay.LEADS_CONVERTED),
            Additive.one(is(LeadEvents.ENQUIRY_SENT)).as(AgentDay.ENQUIRIES_SENT),
            Additive.one(is(LeadEvents.VISITED)).as(AgentDay.VISITS));
  }

  private static Column isNew(String leadClass) {
    return is(LeadEvents.CREATED).and(col(Leads.CLASS).equalTo(leadClass));
  }

  private static Column is(String what) {
    return col(LeadEvents.WHAT).equalTo(what);
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofDeals =
        changes.of(Deals.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Resolved.CUSTOMER_NO))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed,
                        silver.leads(),
                        TouchedDays.isSameCustomer(),
                        col(AgentDay.EVENT_DATE)));
    return Stream.concat(
        ofDeals,
        Stream.of(
                col(AgentDay.EVENT_DATE),
                to_date(col(Leads.ENQUIRY_SENT_AT)),
                to_date(col(Leads.VISITED_AT)))
            .flatMap(day -> ofEvents(changes, silver.leads(), day)));
  }

  private static Stream<Dataset<Row>> ofEvents(
      SilverChanges changes, Dataset<Row> leads, Column day) {
    return Stream.of(
            TouchedDays.ofRows(changes, Leads.NAME, day),
            TouchedDays.countedOnlyNow(changes, leads, day),
            TouchedDays.sinceValid(changes, Agents.NAME, leads, day))
        .flatMap(days -> days);
  }
}
