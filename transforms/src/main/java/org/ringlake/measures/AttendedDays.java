package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;

/**
 * The days that agents attended where no roster of shifts says so: those with a human call.
 *
 * <p>Grain: one row per known agent and day, in the team with most of the agent's calls that day
 * (the first by name among equals). No rows at all where there is any shift. Source: {@code Calls},
 * {@code Shifts}.
 */
final class AttendedDays {
  private static final String FEWER_CALLS = "_fewer_calls";
  private static final String MAIN = "_main";

  private AttendedDays() {}

  static Dataset<Row> fromCalls(Dataset<Row> calls, Dataset<Row> shifts) {
    return calls
        // anti, without a condition: any shift at all leaves no call
        .join(shifts.limit(1).select(lit(true)), lit(true), "left_anti")
        .filter(CallKind.isHuman().and(col(AgentDay.AGENT_ID).isNotNull()))
        .groupBy(AgentDay.AGENT_ID, AgentDay.EVENT_DATE, AgentDay.TEAM_ID)
        .agg(negate(count(lit(1))).as(FEWER_CALLS))
        .groupBy(AgentDay.AGENT_ID, AgentDay.EVENT_DATE)
        .agg(min(struct(FEWER_CALLS, AgentDay.TEAM_ID)).as(MAIN))
        .select(
            col(AgentDay.AGENT_ID),
            col(AgentDay.EVENT_DATE),
            col(MAIN).getField(AgentDay.TEAM_ID).as(AgentDay.TEAM_ID),
            lit(1L).as(AgentDay.ATTENDED_DAYS));
  }
}
