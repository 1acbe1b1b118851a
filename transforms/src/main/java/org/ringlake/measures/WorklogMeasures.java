package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_timestamp;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.year;

import java.time.LocalTime;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Worklogs;

/** What work reports add to the day they are about. */
final class WorklogMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Worklogs.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.DAILY_REPORTS_IN_TIME, AgentDay.WEEKLY_REPORTS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column isWeekly = coalesce(col(Worklogs.KIND).equalTo(Worklogs.WEEKLY), lit(false));
    Column isDaily = coalesce(col(Worklogs.KIND).equalTo(Worklogs.DAILY), lit(true));
    Column submitted = col(Worklogs.SUBMITTED_AT);
    return silver
        .worklogs()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .select(
            concat_ws(" ", col(Roster.GIVEN_AGENT_ID), col(Worklogs.DATE), col(Worklogs.KIND))
                .as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(isDaily.and(submitted.leq(cutOff(rules.reportCutOff()))))
                .as(AgentDay.DAILY_REPORTS_IN_TIME),
            Additive.one(isWeekly.and(submitted.isNotNull())).as(AgentDay.WEEKLY_REPORTS));
  }

  /** The instant of the row's day at which a clock of the session's zone shows a time. */
  private static Column cutOff(LocalTime time) {
    Column date = col(AgentDay.EVENT_DATE);
    return make_timestamp(
        year(date),
        month(date),
        day(date),
        lit(time.getHour()),
        lit(time.getMinute()),
        lit(time.getSecond()));
  }
}
