package org.ringlake.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.staging.Resolved;

/** Dense integers for agents. Key: {@link #NUMBERED}. Column: {@code _agent_no}. */
public final class AgentNumbers {
  public static final String NUMBERED = "numbered_agent";

  private AgentNumbers() {}

  /** Adds {@code _agent_no}, null exactly where {@code agent_id} is. */
  public static Dataset<Row> resolve(Dataset<Row> rows, Dataset<Row> numbers) {
    // left, many rows to one: every agent has one number
    return rows.join(broadcast(numbers), col(Resolved.AGENT_ID).equalTo(col(NUMBERED)), "left")
        .drop(NUMBERED);
  }

  /**
   * The agents that have no number yet, numbered on from the highest.
   *
   * @param agents rows with {@code agent_id}
   * @param highest the highest number given so far, or -1
   */
  public static Dataset<Row> added(Dataset<Row> agents, Dataset<Row> numbers, int highest) {
    Column next = row_number().over(Window.orderBy(col(NUMBERED))).plus(highest).cast("int");
    return agents
        .filter(col(Resolved.AGENT_ID).isNotNull())
        .select(col(Resolved.AGENT_ID).as(NUMBERED))
        .distinct()
        .join(
            numbers.select(col(NUMBERED).as("__numbered")),
            col(NUMBERED).equalTo(col("__numbered")),
            "left_anti")
        .withColumn(Resolved.AGENT_NO, next);
  }
}
