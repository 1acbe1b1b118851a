package org.ringlake.kpi;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.measures.AgentDay;
import org.ringlake.staging.Silver;

/** Customers whom agents won and lost, counted by hand. */
final class ActiveCustomersTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 12);

  private static final StructType AGENT_DAYS =
      new StructType()
          .add(AgentDay.AGENT_ID, "string")
          .add(AgentDay.TEAM_ID, "string")
          .add(AgentDay.SITE, "string")
          .add(AgentDay.EVENT_DATE, "date")
          .add(AgentDay.CUSTOMERS_ACTIVATED_E9, "bigint")
          .add(AgentDay.CUSTOMERS_CHURNED_E9, "bigint");

  private static final String DAYS =
      """
      agent_id | team_id | site | event_date | customers_activated_e9 | customers_churned_e9
      A1       | T1      | S1   | 2025-03-01 | 5                      | 0
      A1       | T1      | S1   | 2025-03-05 | 1                      | 1
      A1       | T1      | S2   | 2025-03-09 | 0                      | 4
      A1       | T2      | S2   | 2025-03-04 | 3                      | 0
      A2       | T1      | S1   | 2025-03-04 | 2                      | 0
      A2       | T1      | S2   | 2025-03-11 | 0                      | 2
      """;

  @Test
  void whoeverWasActiveBeforeAPeriodAndNotLostBeforeItIsCountedWhereTheTeamSat() {
    // given T1 moves to S2 on 8 March, and once more after the as-of day
    Dataset<Row> teams =
        rows(
            Silver.TEAMS,
            """
            team_id | site | valid_from
            T1      | S1   | null
            T1      | S2   | 2025-03-08
            T1      | S3   | 2025-03-20
            T2      | S2   | null
            """);

    // when
    Dataset<Row> active =
        ActiveCustomers.from(ActiveCustomers.changes(rows(AGENT_DAYS, DAYS), teams), AS_OF);

    // then
    Dataset<Row> table =
        active
            .groupBy(Cell.LAYER, Cell.ENTITY_ID)
            .pivot("period_start")
            .agg(org.apache.spark.sql.functions.first(ActiveCustomers.ACTIVE_E9));
    assertRows(
        table,
        """
        layer      | entity_id | 2025-03-02 | 2025-03-04 | 2025-03-05 | 2025-03-06 | 2025-03-08 | 2025-03-09 | 2025-03-10 | 2025-03-11 | 2025-03-12
        agent      | A1        | 5          | 5          | 8          | 8          | 8          | 8          | 4          | 4          | 4
        agent      | A2        | null       | null       | 2          | 2          | 2          | 2          | 2          | 2          | null
        team       | T1        | 5          | 5          | 7          | 7          | 7          | 7          | 3          | 3          | 1
        team       | T2        | null       | null       | 3          | 3          | 3          | 3          | 3          | 3          | 3
        site       | S1        | 5          | 5          | 7          | 7          | 7          | null       | null       | null       | null
        site       | S2        | null       | null       | 3          | 3          | 3          | 10         | 6          | 6          | 4
        enterprise | all       | 5          | 5          | 10         | 10         | 10         | 10         | 6          | 6          | 4
        """);
  }

  @Test
  void aDifferenceThatIsTakenBackMattersOnTheDaysBetween() {
    Dataset<Row> differences =
        rows(
            AGENT_DAYS,
            """
            agent_id | team_id | site | event_date | customers_activated_e9 | customers_churned_e9
            A1       | T1      | S1   | 2025-03-01 | 0                      | -1
            A1       | T1      | S1   | 2025-03-04 | 0                      | 1
            A2       | T1      | S1   | 2025-03-02 | 1                      | 1
            A3       | T1      | S1   | 2025-03-11 | 1                      | 0
            A4       | T1      | S1   | 2025-03-12 | 1                      | 0
            """);

    assertRows(
        ActiveCustomers.differentOn(differences, AS_OF),
        "period_start\n2025-03-02\n2025-03-03\n2025-03-04\n2025-03-12\n");
  }
}
