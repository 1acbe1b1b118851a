package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.LeadEvents;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Resolved;

/** Customers of A and B leads, on the day the lead was created. */
final class LeadCustomers implements CustomerSource {
  @Override
  public String feed() {
    return Leads.NAME;
  }

  @Override
  public List<String> sets() {
    return List.of(AgentDayCustomers.INTENT);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return silver
        .leads()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .filter(LeadEvents.isIntent())
        .select(
            col(Leads.LEAD_ID).as(MeasureSource.EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            col(Resolved.CUSTOMER_NO),
            lit(true).as(AgentDayCustomers.INTENT));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedDays.ofRows(changes, feed());
  }
}
