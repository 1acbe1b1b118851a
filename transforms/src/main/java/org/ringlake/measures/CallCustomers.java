package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/** Customers whom a human agent dialled or talked to. */
final class CallCustomers implements CustomerSource {
  @Override
  public List<String> sets() {
    return List.of(
        AgentDayCustomers.DIALLED,
        AgentDayCustomers.CONTACTED_OUTBOUND,
        AgentDayCustomers.CONTACTED);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return silver
        .calls()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .filter(CallKind.isDial().or(CallKind.isContact()))
        .select(
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            col(Resolved.CUSTOMER_NO),
            CallKind.isDial().as(AgentDayCustomers.DIALLED),
            CallKind.isOutboundContact().as(AgentDayCustomers.CONTACTED_OUTBOUND),
            CallKind.isContact().as(AgentDayCustomers.CONTACTED));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedDays.ofRows(changes, Calls.NAME);
  }
}
