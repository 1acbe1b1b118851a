package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.ringlake.staging.Agents;

/**
 * In which team somebody was employed from when until when.
 *
 * <p>Grain: one row per agent and roster row that held while the agent was employed. Key: agent_id,
 * {@link #FROM}. The stays of an agent follow one another without overlap. {@code team_id} is null
 * where the roster says none, and before its first row. {@link #UNTIL} is the first day after the
 * stay; null: it goes on. Source: {@link Employments}, {@link Agents}.
 */
public final class TeamStays {
  public static final String AGENT_ID = Agents.AGENT_ID;
  public static final String TEAM_ID = Agents.TEAM_ID;
  public static final String FROM = "from_day";
  public static final String UNTIL = "until_day";

  private static final String HOLDER = "_holder";
  private static final String HOLDS_FROM = "_holds_from";
  private static final String HOLDS_UNTIL = "_holds_until";
  private static final String IS_ROW = "_is_row";

  private TeamStays() {}

  public static Dataset<Row> from(Dataset<Row> agents) {
    Column from = greatest(col(Employments.EMPLOYED_FROM), col(HOLDS_FROM));
    Column until = least(col(Employments.LEFT_ON), col(HOLDS_UNTIL));
    // inner, one agent to each of its rows
    return Employments.from(agents)
        .join(held(agents), col(Employments.AGENT_ID).equalTo(col(HOLDER)), "inner")
        .select(col(Employments.AGENT_ID), col(TEAM_ID), from.as(FROM), until.as(UNTIL))
        .filter(col(UNTIL).isNull().or(col(FROM).lt(col(UNTIL))));
  }

  /** Roster rows with their days, and for each agent a row without team before the first. */
  private static Dataset<Row> held(Dataset<Row> agents) {
    Dataset<Row> rows =
        agents.select(
            col(Agents.AGENT_ID).as(HOLDER),
            col(TEAM_ID),
            coalesce(col(Agents.VALID_FROM), lit(Employments.BEGINNING)).as(HOLDS_FROM),
            lit(true).as(IS_ROW));
    Dataset<Row> before =
        // an agent has several rows
        rows.select(HOLDER)
            .distinct()
            .select(
                col(HOLDER),
                lit(null).cast("string").as(TEAM_ID),
                lit(Employments.BEGINNING).as(HOLDS_FROM),
                lit(false).as(IS_ROW));
    WindowSpec inOrder = Window.partitionBy(HOLDER).orderBy(HOLDS_FROM, IS_ROW);
    return rows.unionByName(before).withColumn(HOLDS_UNTIL, lead(HOLDS_FROM, 1).over(inOrder));
  }
}
