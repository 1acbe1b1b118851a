package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import java.util.List;
import java.util.stream.Stream;
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

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return Stream.concat(
        TouchedConcerns.of(changes, feed(), silver.complaints()), ofThoseResolved(changes, silver));
  }

  /** Complaints that were resolved after the as-of day of the last time. */
  private static Stream<Dataset<Row>> ofThoseResolved(SilverChanges changes, SilverFeeds silver) {
    Column resolved = to_date(col(Complaints.RESOLVED_AT));
    return changes.asOf().isAfter(changes.countedUntil())
        ? Stream.of(
            TouchedDays.onlyTimePassed(
                silver.complaints().filter(resolved.gt(lit(changes.countedUntil()))),
                col(AgentDay.EVENT_DATE)))
        : Stream.of();
  }
}
