package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Complaints;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Surveys;

/**
 * What customers said, with the agent it concerns: the one it names, else its call's, else that of
 * the latest contact with the customer before (of two that began together, the greater call_id).
 * The first of the three that there is decides, even where the roster does not know its agent.
 *
 * <p>Grain and key: those of the feed. {@code agent_id} null: nobody the roster knows. {@code
 * team_id} is that agent's team on the day of the row. Source: {@link Surveys} or {@link
 * Complaints}, {@link Calls}, {@link Agents}.
 */
public final class ConcernedAgents {
  private static final String ASKED = "_asked_for_call";
  private static final String ASKED_CALL = "_asked_call_id";
  private static final String HAS_CALL = "_has_call";
  private static final String CALL_AGENT = "_call_agent_id";

  private ConcernedAgents() {}

  /** Surveys, by the contacts before the answer. */
  public static Dataset<Row> ofSurveys(
      Dataset<Row> surveys, Dataset<Row> calls, Dataset<Row> agents) {
    return of(surveys, Surveys.SURVEY_ID, Surveys.ANSWERED_AT, calls, agents);
  }

  /** Complaints, by the contacts before they were filed. */
  public static Dataset<Row> ofComplaints(
      Dataset<Row> complaints, Dataset<Row> calls, Dataset<Row> agents) {
    return of(complaints, Complaints.COMPLAINT_ID, Complaints.FILED_AT, calls, agents);
  }

  private static Dataset<Row> of(
      Dataset<Row> rows, String key, String at, Dataset<Row> calls, Dataset<Row> agents) {
    Dataset<Row> own = rows.filter(col(Roster.GIVEN_AGENT_ID).isNotNull());
    Dataset<Row> without = rows.filter(col(Roster.GIVEN_AGENT_ID).isNull());
    return own.unionByName(
        Validity.withValue(
            withAgent(without, key, at, calls), agents, Agents.AGENT_ID, Agents.TEAM_ID));
  }

  private static Dataset<Row> withAgent(
      Dataset<Row> rows, String key, String at, Dataset<Row> calls) {
    Column isBefore = col(Calls.STARTED_AT).lt(col(LatestContacts.ASKED_AT));
    // left, one to at most one: a call_id names one call
    return LatestContacts.withLatest(rows, key, at, calls, isBefore)
        .join(agentsOfTheirCalls(rows, key, calls), col(key).equalTo(col(ASKED)), "left")
        .drop(ASKED)
        .withColumn(
            Resolved.AGENT_ID, when(col(HAS_CALL), col(CALL_AGENT)).otherwise(LatestContacts.AGENT))
        .drop(HAS_CALL, CALL_AGENT, LatestContacts.LATEST);
  }

  private static Dataset<Row> agentsOfTheirCalls(
      Dataset<Row> rows, String key, Dataset<Row> calls) {
    Dataset<Row> asked =
        rows.filter(col(Calls.CALL_ID).isNotNull())
            .select(col(key).as(ASKED), col(Calls.CALL_ID).as(ASKED_CALL));
    // inner, many rows to at most one call
    return calls
        .select(col(Calls.CALL_ID), col(Calls.AGENT_ID).as(CALL_AGENT))
        .join(asked, col(Calls.CALL_ID).equalTo(col(ASKED_CALL)), "inner")
        .select(col(ASKED), lit(true).as(HAS_CALL), col(CALL_AGENT));
  }
}
