package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Shifts;

/**
 * What shifts add to an agent's day.
 *
 * <p>Grain: one row per agent, team and day with a shift; agent and team may be null. Units: days
 * and whole seconds. Source: {@link Shifts}.
 */
final class ShiftMeasures {
  private ShiftMeasures() {}

  static Dataset<Row> from(Dataset<Row> shifts) {
    Column loggedIn = col(Shifts.LOGGED_IN_SECONDS);
    Column worked = loggedIn.minus(coalesce(col(Shifts.BREAK_SECONDS), lit(0)));
    return shifts
        .groupBy(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.EVENT_DATE)
        .agg(
            count_if(loggedIn.gt(0)).as(AgentDay.ATTENDED_DAYS),
            Additive.total(col(Shifts.SCHEDULED_SECONDS)).as(AgentDay.SCHEDULED_SECONDS),
            Additive.total(worked).as(AgentDay.WORKED_SECONDS));
  }
}
