package org.ringlake.facts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class ConcernedAgentsTest extends SparkTest {
  @Test
  void theOwnAgentGoesBeforeTheCallsAndTheCallsBeforeTheLatestContacts() {
    Dataset<Row> surveys =
        rows(
            Silver.SURVEYS,
            """
            survey_id | call_id | _given_agent_id | agent_id | team_id | _customer_no | event_date | answered_at
            S1        | C1      | A9              | A9       | T9      | 7            | 2025-03-05 | 2025-03-05 12:00:00
            S2        | C1      | gone            | null     | null    | 7            | 2025-03-05 | 2025-03-05 12:00:00
            S3        | C1      | null            | null     | null    | 7            | 2025-03-05 | 2025-03-05 12:00:00
            S4        | nowhere | null            | null     | null    | 7            | 2025-03-05 | 2025-03-05 12:00:00
            S5        | C0      | null            | null     | null    | 7            | 2025-03-05 | 2025-03-05 12:00:00
            S6        | null    | null            | null     | null    | null         | 2025-03-05 | 2025-03-05 12:00:00
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | disposition | _customer_no | started_at
            C0      | null     | answered    | 8            | 2025-03-01 09:00:00
            C1      | A1       | busy        | 8            | 2025-03-01 09:00:00
            C2      | A2       | answered    | 7            | 2025-03-02 09:00:00
            """);

    assertRows(
        ConcernedAgents.ofSurveys(surveys, calls, noAgents()),
        """
        survey_id | agent_id
        S1        | A9
        S2        | null
        S3        | A1
        S4        | A2
        S5        | null
        S6        | null
        """);
  }

  @Test
  void theLatestContactIsAHumansBeforeTheAnswer() {
    Dataset<Row> surveys =
        rows(
            Silver.SURVEYS,
            """
            survey_id | _customer_no | event_date | answered_at
            S1        | 7            | 2025-03-05 | 2025-03-05 12:00:00
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | agent_kind | disposition | direction | _customer_no | started_at
            C1      | A1       | human      | answered    | inbound   | 7            | 2025-03-05 11:59:59
            C2      | A2       | null       | answered    | null      | 7            | 2025-03-05 11:59:58
            C3      | A3       | null       | answered    | null      | 7            | 2025-03-05 12:00:00
            C4      | A4       | bot        | answered    | null      | 7            | 2025-03-05 11:59:59
            C5      | A5       | null       | voicemail   | null      | 7            | 2025-03-05 11:59:59
            C6      | A6       | null       | answered    | null      | 8            | 2025-03-05 11:59:59
            """);

    assertRows(
        ConcernedAgents.ofSurveys(surveys, calls, noAgents()), "survey_id|agent_id\nS1|A1\n");
  }

  @Test
  void complaintsAreLikeSurveysByTheContactsBeforeTheyWereFiled() {
    Dataset<Row> complaints =
        rows(
            Silver.COMPLAINTS,
            """
            complaint_id | call_id | _given_agent_id | agent_id | team_id | _customer_no | event_date | filed_at
            P1           | C1      | A9              | A9       | T9      | 7            | 2025-03-05 | 2025-03-05 12:00:00
            P2           | C1      | null            | null     | null    | 7            | 2025-03-05 | 2025-03-05 12:00:00
            P3           | null    | null            | null     | null    | 7            | 2025-03-05 | 2025-03-05 12:00:00
            P4           | null    | null            | null     | null    | null         | 2025-03-05 | 2025-03-05 12:00:00
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | disposition | _customer_no | started_at
            C1      | A1       | busy        | 8            | 2025-03-01 09:00:00
            C2      | A2       | answered    | 7            | 2025-03-05 11:59:59
            C3      | A3       | answered    | 7            | 2025-03-05 11:59:59
            C4      | A4       | answered    | 7            | 2025-03-05 12:00:00
            """);
    Dataset<Row> agents = rows(Silver.AGENTS, "agent_id|team_id\nA1|T1\nA3|T3\n");

    assertRows(
        ConcernedAgents.ofComplaints(complaints, calls, agents),
        """
        complaint_id | agent_id | team_id
        P1           | A9       | T9
        P2           | A1       | T1
        P3           | A3       | T3
        P4           | null     | null
        """);
  }

  @Test
  void theTeamIsTheAgentsOnTheDayOfTheAnswerNotOfTheCall() {
    Dataset<Row> surveys =
        rows(
            Silver.SURVEYS,
            """
            survey_id | call_id | event_date | answered_at
            S1        | C1      | 2025-03-03 | 2025-03-03 12:00:00
            """);
    Dataset<Row> calls =
        rows(Silver.CALLS, "call_id|agent_id|team_id|disposition\nC1|A1|T1|answered\n");
    Dataset<Row> agents =
        rows(Silver.AGENTS, "agent_id|team_id|valid_from\nA1|T1|null\nA1|T2|2025-03-03\n");

    assertRows(
        ConcernedAgents.ofSurveys(surveys, calls, agents),
        "survey_id|agent_id|team_id\nS1|A1|T2\n");
  }

  private Dataset<Row> noAgents() {
    return rows(Silver.AGENTS, "agent_id\n");
  }
}
