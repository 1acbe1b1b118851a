package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
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
    return List.of(AgentDay.ATTENDED_DAYS, AgentDay.SCHEDULED_SECONDS, AgentDay.WORKED_SECONDS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column loggedIn = col(Shifts.LOGGED_IN_SECONDS);
    Column worked = loggedIn.minus(coalesce(col(Shifts.BREAK_SECONDS), lit(0)));
    return silver
        .shifts()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .select(
            concat_ws(" ", col(Roster.GIVEN_AGENT_ID), col(Shifts.DATE)).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(loggedIn.gt(0)).as(AgentDay.ATTENDED_DAYS),
            Additive.of(col(Shifts.SCHEDULED_SECONDS)).as(AgentDay.SCHEDULED_SECONDS),
            Additive.of(worked).as(AgentDay.WORKED_SECONDS));
  }
}
