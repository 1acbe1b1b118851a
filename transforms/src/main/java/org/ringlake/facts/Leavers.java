package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Resolved;

/**
 * Agents who left.
 *
 * <p>Grain: one row per agent whose newest roster row has a {@code left_on}, which is the {@code
 * event_date}. Key: agent_id. {@code team_id} is the agent's on that day, null where unknown.
 * {@code valid_from} is that of the newest row. Source: {@link Employments}.
 */
public final class Leavers {
  private Leavers() {}

  /** Those who left of their own will. */
  public static Dataset<Row> voluntary(Dataset<Row> agents) {
    Dataset<Row> left =
        Employments.from(agents)
            .filter(
                col(Employments.LEFT_ON)
                    .isNotNull()
                    .and(col(Employments.LEFT_REASON).equalTo(Agents.VOLUNTARY)))
            .select(
                col(Employments.AGENT_ID),
                col(Employments.VALID_FROM),
                col(Employments.LEFT_ON).as(Resolved.EVENT_DATE));
    return Validity.withValue(left, agents, Agents.AGENT_ID, Agents.TEAM_ID);
  }
}
