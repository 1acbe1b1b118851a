package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ConcernedAgents;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Complaints;

/** What complaints add to the day of the agent they concern. Source: {@link ConcernedAgents}. */
final class ComplaintMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Complaints.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.COMPLAINTS, AgentDay.COMPLAINTS_RESOLVED, AgentDay.COMPLAINT_COST_MINOR);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Dataset<Row> ofTheDays = silver.complaints().filter(days.contains(col(AgentDay.EVENT_DATE)));
    Column isResolved = to_date(col(Complaints.RESOLVED_AT)).leq(lit(days.asOf()));
    return ConcernedAgents.ofComplaints(ofTheDays, silver.calls(), silver.agents())
        .select(
            col(Complaints.COMPLAINT_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.COMPLAINTS),
            Additive.one(isResolved).as(AgentDay.COMPLAINTS_RESOLVED),
            Additive.of(col(Complaints.COST).multiply(100)).as(AgentDay.COMPLAINT_COST_MINOR));
  }
}
