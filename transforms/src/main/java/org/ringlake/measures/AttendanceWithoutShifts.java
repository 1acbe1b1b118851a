package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;

/**
 * The days and weeks that agents attended where no roster of shifts says so: those with a human
 * call, in the team with most of the agent's calls that day (the first by name among equals).
 * Nothing at all where there is any shift.
 */
final class AttendanceWithoutShifts implements MeasureSource {
  private static final String FEWER_CALLS = "_fewer_calls";
  private static final String MAIN = "_main";
  private static final String CALLER = "_caller";
  private static final String CALLED_ON = "_called_on";
  private static final String FIRST = "_first";

  @Override
  public String feed() {
    return Calls.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.ATTENDED_DAYS, AgentDay.ATTENDED_WEEKS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return silver
        .calls()
        .filter(AttendedWeeks.lookedAt(days).contains(col(AgentDay.EVENT_DATE)))
        // anti, without a condition: any shift at all leaves no call
        .join(silver.shifts().limit(1).select(lit(true)), lit(true), "left_anti")
        .filter(CallKind.isHuman().and(col(AgentDay.AGENT_ID).isNotNull()))
        .groupBy(AgentDay.AGENT_ID, AgentDay.EVENT_DATE, AgentDay.TEAM_ID)
        .agg(negate(count(lit(1))).as(FEWER_CALLS))
        .groupBy(AgentDay.AGENT_ID, AgentDay.EVENT_DATE)
        .agg(min(struct(FEWER_CALLS, AgentDay.TEAM_ID)).as(MAIN))
        .select(
            concat_ws(" ", col(AgentDay.AGENT_ID), col(AgentDay.EVENT_DATE)).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(MAIN).getField(AgentDay.TEAM_ID).as(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.ATTENDED_DAYS),
            AttendedWeeks.of(lit(true), AgentDay.AGENT_ID).as(AgentDay.ATTENDED_WEEKS))
        .filter(days.contains(col(AgentDay.EVENT_DATE)));
  }

  /** By the agent's first call of the day, whatever its team. */
  @Override
  public Dataset<Row> shown(Dataset<Row> events, SilverFeeds silver, CountedDays days) {
    Dataset<Row> firstCalls =
        silver
            .calls()
            .filter(days.contains(col(AgentDay.EVENT_DATE)))
            .filter(CallKind.isHuman())
            .groupBy(col(AgentDay.AGENT_ID).as(CALLER), col(AgentDay.EVENT_DATE).as(CALLED_ON))
            .agg(min(struct(Calls.STARTED_AT, Calls.CALL_ID)).as(FIRST));
    Column isSame =
        col(AgentDay.AGENT_ID)
            .equalTo(col(CALLER))
            .and(col(AgentDay.EVENT_DATE).equalTo(col(CALLED_ON)));
    // inner, one to one: whoever attended has called
    return events
        .join(firstCalls, isSame, "inner")
        .withColumn(EVENT_ID, col(FIRST).getField(Calls.CALL_ID))
        .drop(CALLER, CALLED_ON, FIRST);
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedDays.ofWeeks(changes, feed())
        // anti, without a condition: where there is any shift, calls say nothing
        .map(days -> days.join(silver.shifts().limit(1).select(lit(true)), lit(true), "left_anti"));
  }
}
