package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;

/**
 * From when until when somebody was employed.
 *
 * <p>Grain: one row per agent of the roster who is a person. Key: agent_id. {@link #EMPLOYED_FROM}
 * is never null: the earliest {@code hired_on} of the agent's rows, else the earliest day from
 * which one of them holds, which is the year 1 where it holds always. {@code left_on} (the first
 * day without employment; null: still there) and {@code left_reason} are those of the newest row,
 * which {@code valid_from} identifies. Source: {@link Agents}.
 */
public final class Employments {
  public static final String AGENT_ID = Agents.AGENT_ID;
  public static final String EMPLOYED_FROM = "employed_from";
  public static final String LEFT_ON = Agents.LEFT_ON;
  public static final String LEFT_REASON = Agents.LEFT_REASON;
  public static final String VALID_FROM = Agents.VALID_FROM;

  static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  private static final String HIRED_ON = "_hired_on";
  private static final String FIRST = "_first";
  private static final String NEWEST = "_newest";
  private static final String HOLDS_FROM = "_holds_from";

  private Employments() {}

  public static Dataset<Row> from(Dataset<Row> agents) {
    Column holdsFrom = coalesce(col(VALID_FROM), lit(BEGINNING));
    Column row =
        struct(
            holdsFrom.as(HOLDS_FROM),
            col(VALID_FROM),
            col(LEFT_ON),
            col(LEFT_REASON),
            col(Agents.ROLE));
    Column newest = col(NEWEST);
    return agents
        .groupBy(AGENT_ID)
        .agg(min(col(Agents.HIRED_ON)).as(HIRED_ON), min(holdsFrom).as(FIRST), max(row).as(NEWEST))
        .filter(coalesce(newest.getField(Agents.ROLE).notEqual(Agents.BOT), lit(true)))
        .select(
            col(AGENT_ID),
            coalesce(col(HIRED_ON), col(FIRST)).as(EMPLOYED_FROM),
            newest.getField(LEFT_ON).as(LEFT_ON),
            newest.getField(LEFT_REASON).as(LEFT_REASON),
            newest.getField(VALID_FROM).as(VALID_FROM));
  }
}
