package org.ringlake.facts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class TeamStaysTest extends SparkTest {
  @Test
  void aStayBeginsAndEndsWithTheRosterRowAndTheEmployment() {
    assertRows(
        TeamStays.from(
            roster(
                """
                agent_id | team_id | hired_on   | left_on    | valid_from
                A1       | T1      | 2025-01-10 | null       | 2025-01-01
                A1       | T2      | 2025-01-10 | null       | 2025-02-01
                A1       | T3      | 2025-01-10 | 2025-03-01 | 2025-02-10
                A1       | T4      | 2025-01-10 | 2025-03-01 | 2025-03-01
                """)),
        """
        agent_id | team_id | from_day   | until_day
        A1       | T1      | 2025-01-10 | 2025-02-01
        A1       | T2      | 2025-02-01 | 2025-02-10
        A1       | T3      | 2025-02-10 | 2025-03-01
        """);
  }

  @Test
  void beforeTheFirstRowTheTeamIsUnknown() {
    assertRows(
        TeamStays.from(
            roster("agent_id|team_id|hired_on|valid_from\nA1|T1|2025-01-10|2025-02-01\n")),
        """
        team_id | from_day   | until_day
        null    | 2025-01-10 | 2025-02-01
        T1      | 2025-02-01 | null
        """);
  }

  @Test
  void theEarliestHiringCountsAndWithoutAnyTheEarliestRow() {
    assertRows(
        TeamStays.from(
            roster(
                """
                agent_id | team_id | hired_on   | valid_from
                A1       | T1      | null       | null
                A1       | T1      | 2025-03-01 | 2025-02-01
                A1       | T1      | 2025-01-10 | 2025-01-20
                A2       | T1      | null       | 2025-02-01
                A2       | T2      | null       | 2025-03-01
                A3       | T1      | null       | null
                A3       | T2      | null       | 2025-03-01
                """)),
        """
        agent_id | team_id | from_day   | until_day
        A1       | T1      | 2025-01-10 | 2025-01-20
        A1       | T1      | 2025-01-20 | 2025-02-01
        A1       | T1      | 2025-02-01 | null
        A2       | T1      | 2025-02-01 | 2025-03-01
        A2       | T2      | 2025-03-01 | null
        A3       | T1      | 0001-01-01 | 2025-03-01
        A3       | T2      | 2025-03-01 | null
        """);
  }

  @Test
  void botsAreNotEmployed() {
    assertRows(
        TeamStays.from(
            roster(
                """
                agent_id | role  | valid_from
                A1       | bot   | null
                A2       | agent | null
                A3       | null  | null
                """)),
        "agent_id\nA2\nA3\n");
  }

  private Dataset<Row> roster(String table) {
    return rows(Silver.AGENTS, table);
  }
}
