package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.HighValueCustomers;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Resolved;

/** Customers whom a human agent dialled, talked to or won over. */
final class CallCustomers implements CustomerSource {
  @Override
  public String feed() {
    return Calls.NAME;
  }

  @Override
  public List<String> sets() {
    return List.of(
        AgentDayCustomers.DIALLED,
        AgentDayCustomers.CONTACTED_OUTBOUND,
        AgentDayCustomers.CONTACTED,
        AgentDayCustomers.CONTACTED_HIGH_VALUE,
        AgentDayCustomers.INTENT,
        AgentDayCustomers.APPOINTMENT);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Dataset<Row> calls =
        silver
            .calls()
            .filter(days.contains(col(AgentDay.EVENT_DATE)))
            .filter(col(Resolved.CUSTOMER_NO).isNotNull())
            .filter(CallKind.isDial().or(CallKind.isContact()).or(CallKind.isIntent()));
    Column isHighValue = col(HighValueCustomers.IS_HIGH_VALUE);
    return HighValueCustomers.mark(calls, silver.customers(), rules.highValueSegments())
        .select(
            col(Calls.CALL_ID).as(MeasureSource.EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            col(Resolved.CUSTOMER_NO),
            CallKind.isDial().as(AgentDayCustomers.DIALLED),
            CallKind.isOutboundContact().as(AgentDayCustomers.CONTACTED_OUTBOUND),
            CallKind.isContact().as(AgentDayCustomers.CONTACTED),
            CallKind.isContact().and(isHighValue).as(AgentDayCustomers.CONTACTED_HIGH_VALUE),
            CallKind.isIntent().as(AgentDayCustomers.INTENT),
            CallKind.isAppointment().as(AgentDayCustomers.APPOINTMENT));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofSegments =
        HighValueCustomers.of(changes.of(Customers.NAME), rules.highValueSegments()).stream()
            .map(customers -> TouchedDays.asChanged(customers, Resolved.CUSTOMER_NO))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed,
                        silver.calls(),
                        TouchedDays.isSameCustomer(),
                        col(AgentDay.EVENT_DATE)));
    return Stream.concat(TouchedDays.ofRows(changes, feed()), ofSegments);
  }
}
