package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Surveys;

/**
 * Surveys with the agent they speak of: their own, else their call's, else that of the latest
 * contact with the customer before the answer (of two that began together, the greater call_id).
 * The first of the three that there is decides, even where the roster does not know its agent.
 *
 * <p>Grain: one row per survey. Key: survey_id. {@code agent_id} null: nobody the roster knows.
 * {@code team_id} is that agent's team on the day of the answer. Source: {@link Surveys}, {@link
 * Calls}, {@link Agents}.
 */
public final class SurveyAnswers {
  private static final String ASKED = "_asked_survey_id";
  private static final String ASKED_CALL = "_asked_call_id";
  private static final String ASKED_CUSTOMER = "_asked_customer_no";
  private static final String HAS_CALL = "_has_call";
  private static final String CALL_AGENT = "_call_agent_id";
  private static final String CONTACT_AGENT = "_contact_agent_id";
  private static final String LATEST = "_latest";

  private SurveyAnswers() {}

  public static Dataset<Row> from(Dataset<Row> surveys, Dataset<Row> calls, Dataset<Row> agents) {
    Dataset<Row> own = surveys.filter(col(Roster.GIVEN_AGENT_ID).isNotNull());
    Dataset<Row> without = surveys.filter(col(Roster.GIVEN_AGENT_ID).isNull());
    return own.unionByName(
        Validity.withValue(withAgent(without, calls), agents, Agents.AGENT_ID, Agents.TEAM_ID));
  }

  private static Dataset<Row> withAgent(Dataset<Row> surveys, Dataset<Row> calls) {
    // both left, one to at most one: each side has one row per survey
    return surveys
        .join(
            agentsOfTheirCalls(surveys, calls), col(Surveys.SURVEY_ID).equalTo(col(ASKED)), "left")
        .drop(ASKED)
        .join(
            agentsOfTheLatestContacts(surveys, calls),
            col(Surveys.SURVEY_ID).equalTo(col(ASKED)),
            "left")
        .drop(ASKED)
        .withColumn(
            Surveys.AGENT_ID, when(col(HAS_CALL), col(CALL_AGENT)).otherwise(col(CONTACT_AGENT)))
        .drop(HAS_CALL, CALL_AGENT, CONTACT_AGENT);
  }

  private static Dataset<Row> agentsOfTheirCalls(Dataset<Row> surveys, Dataset<Row> calls) {
    Dataset<Row> asked =
        surveys.select(col(Surveys.SURVEY_ID).as(ASKED), col(Surveys.CALL_ID).as(ASKED_CALL));
    // inner, many surveys to at most one call
    return calls
        .select(col(Calls.CALL_ID), col(Calls.AGENT_ID).as(CALL_AGENT))
        .join(asked, col(Calls.CALL_ID).equalTo(col(ASKED_CALL)), "inner")
        .select(col(ASKED), lit(true).as(HAS_CALL), col(CALL_AGENT));
  }

  private static Dataset<Row> agentsOfTheLatestContacts(Dataset<Row> surveys, Dataset<Row> calls) {
    Dataset<Row> asked =
        surveys.select(
            col(Surveys.SURVEY_ID).as(ASKED),
            col(Resolved.CUSTOMER_NO).as(ASKED_CUSTOMER),
            col(Surveys.ANSWERED_AT));
    // inner, many to many: the contacts of a customer, a handful each
    return calls
        .filter(CallKind.isContact())
        .select(Calls.STARTED_AT, Calls.CALL_ID, Calls.AGENT_ID, Resolved.CUSTOMER_NO)
        .join(
            asked,
            col(Resolved.CUSTOMER_NO)
                .equalTo(col(ASKED_CUSTOMER))
                .and(col(Calls.STARTED_AT).lt(col(Surveys.ANSWERED_AT))),
            "inner")
        .groupBy(ASKED)
        .agg(max(struct(col(Calls.STARTED_AT), col(Calls.CALL_ID), col(Calls.AGENT_ID))).as(LATEST))
        .select(col(ASKED), col(LATEST).getField(Calls.AGENT_ID).as(CONTACT_AGENT));
  }
}
