package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sha2;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

/**
 * Agents in twenty teams on four sites, which do not change.
 *
 * @param agents a multiple of twenty, for teams of one size
 */
record MadeRoster(int agents, LocalDate hiredOn) {
  static final int TEAMS = 20;
  private static final int SITES = 4;

  Dataset<Row> agents(SparkSession spark, StructType schema) {
    Column number = col("id").cast("int");
    return MadeRows.typed(
        spark.range(0, agents, 1, 1).toDF(),
        schema,
        Map.of(
            Agents.AGENT_ID, agent(number),
            Agents.TEAM_ID, team(number),
            Agents.HIRED_ON, lit(hiredOn),
            Resolved.AGENT_NO, number,
            Passage.FILE_ID, sha2(lit(Agents.NAME).cast("binary"), 256),
            Passage.SOURCE, lit(Agents.NAME)));
  }

  static Dataset<Row> teams(SparkSession spark, StructType schema) {
    Column number = col("id").cast("int");
    return MadeRows.typed(
        spark.range(0, TEAMS, 1, 1).toDF(),
        schema,
        Map.of(
            Teams.TEAM_ID, team(number),
            Teams.SITE, MadeRows.named("S", 1, pmod(number, lit(SITES))),
            Passage.FILE_ID, sha2(lit(Teams.NAME).cast("binary"), 256),
            Passage.SOURCE, lit(Teams.NAME)));
  }

  /** The id of an agent by their number; null for null. */
  static Column agent(Column agentNo) {
    return MadeRows.named("A", 4, agentNo);
  }

  /** The team of an agent by their number; null for null. */
  static Column team(Column agentNo) {
    return MadeRows.named("T", 2, pmod(agentNo, lit(TEAMS)));
  }
}
