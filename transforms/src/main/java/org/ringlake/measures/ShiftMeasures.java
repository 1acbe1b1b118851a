package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Shifts;

/** What shifts add to an agent's day. */
final class ShiftMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Shifts.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.ATTENDED_DAYS,
        AgentDay.SCHEDULED_SECONDS,
        AgentDay.WORKED_SECONDS,
        AgentDay.AVAILABLE_SECONDS,
        AgentDay.ROSTERED_DAYS,
        AgentDay.SCHEDULED_DAYS,
        AgentDay.ABSENCE_DAYS_E6,
        AgentDay.ATTENDED_WEEKS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column loggedIn = col(Shifts.LOGGED_IN_SECONDS);
    Column scheduled = col(Shifts.SCHEDULED_SECONDS);
    Column isAttended = coalesce(loggedIn.gt(0), lit(false));
    return silver
        .shifts()
        .filter(AttendedWeeks.lookedAt(days).contains(col(AgentDay.EVENT_DATE)))
        .select(
            concat_ws(" ", col(Roster.GIVEN_AGENT_ID), col(Shifts.DATE)).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(isAttended).as(AgentDay.ATTENDED_DAYS),
            Additive.of(scheduled).as(AgentDay.SCHEDULED_SECONDS),
            Additive.of(loggedIn.minus(coalesce(col(Shifts.BREAK_SECONDS), lit(0))))
                .as(AgentDay.WORKED_SECONDS),
            Additive.of(col(Shifts.AVAILABLE_SECONDS)).as(AgentDay.AVAILABLE_SECONDS),
            lit(1L).as(AgentDay.ROSTERED_DAYS),
            Additive.one(scheduled.gt(0)).as(AgentDay.SCHEDULED_DAYS),
            Additive.where(isAbsence(), absenceDaysE6()).as(AgentDay.ABSENCE_DAYS_E6),
            // the roster may not know several agents: each has weeks of its own
            AttendedWeeks.of(isAttended, Roster.GIVEN_AGENT_ID, AgentDay.AGENT_ID)
                .as(AgentDay.ATTENDED_WEEKS))
        .filter(days.contains(col(AgentDay.EVENT_DATE)));
  }

  /** Leave of every kind, and of none in particular, but annual leave. */
  private static Column isAbsence() {
    return coalesce(col(Shifts.LEAVE_TYPE).notEqual(Shifts.ANNUAL), lit(true));
  }

  private static Column absenceDaysE6() {
    return Additive.millionths(col(Shifts.LEAVE_DAYS));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedDays.ofWeeks(changes, feed());
  }
}
