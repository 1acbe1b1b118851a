package org.ringlake.measures;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Silver;

final class LeaverMeasuresTest extends MeasureSourceTest {
  LeaverMeasuresTest() {
    super(new LeaverMeasures());
  }

  @Test
  void anAgentLeavesOnceAsTheNewestRowOfTheRosterSays() {
    FewFeeds feeds =
        roster(
            """
            agent_id | team_id | left_on    | left_reason | valid_from
            A1       | T1      | 2025-03-10 | voluntary   | null
            A2       | T1      | 2025-03-01 | voluntary   | 2025-01-01
            A2       | T2      | 2025-03-20 | voluntary   | 2025-03-05
            A3       | T1      | 2025-03-01 | voluntary   | 2025-01-01
            A3       | T2      | null       | null        | 2025-03-05
            A4       | T1      | 2025-03-01 | involuntary | 2025-01-01
            A5       | T1      | 2025-03-01 | null        | 2025-01-01
            A6       | T1      | null       | voluntary   | 2025-01-01
            """);

    assertRows(
        events(feeds),
        """
        event_id      | agent_id | team_id | event_date | voluntary_leavers
        A1            | A1       | T1      | 2025-03-10 | 1
        A2 2025-03-05 | A2       | T2      | 2025-03-20 | 1
        """);
    assertSameOnSomeDays(feeds, "2025-03-20");
  }

  @Test
  void theTeamIsThatOfTheDayOfLeaving() {
    assertRows(
        events(
            roster(
                """
                agent_id | team_id | left_on    | left_reason | valid_from
                A1       | T1      | null       | null        | 2025-01-01
                A1       | T2      | 2025-03-04 | voluntary   | 2025-03-05
                A2       | T1      | null       | null        | 2025-01-01
                A2       | T2      | 2025-03-05 | voluntary   | 2025-03-05
                A3       | T1      | 2025-03-04 | voluntary   | 2025-03-05
                """)),
        """
        agent_id | team_id | event_date
        A1       | T1      | 2025-03-04
        A2       | T2      | 2025-03-05
        A3       | null    | 2025-03-04
        """);
  }

  @Test
  void whoLeavesAfterTheAsOfDayIsStillThere() {
    assertRows(
        events(
            roster(
                """
                agent_id | left_on    | left_reason | valid_from
                A1       | 2025-03-31 | voluntary   | 2025-01-01
                A2       | 2025-04-01 | voluntary   | 2025-01-01
                """)),
        "agent_id\nA1\n");
  }

  private FewFeeds roster(String table) {
    return feeds().with(Agents.NAME, rows(Silver.AGENTS, table));
  }
}
