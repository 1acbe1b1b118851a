package org.ringlake.kpi;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class HeadcountsTest extends SparkTest {
  private static final StructType CELLS =
      new StructType()
          .add(Cell.LAYER, "string")
          .add(Cell.ENTITY_ID, "string")
          .add(Cell.PERIOD, "string")
          .add(Cell.PERIOD_START, "date");

  @Test
  void peopleAreCountedAtTheEndOfTheDayBeforeAPeriodAndOfItsLast() {
    assertRows(
        counted("2025-12-31"),
        """
        layer      | entity_id | period  | headcount_opening | headcount_closing | periods_per_year
        team       | T1        | month   | 3                 | 1                 | 12
        team       | T2        | month   | 0                 | 2                 | 12
        team       | unknown   | month   | 1                 | 0                 | 12
        team       | T9        | month   | 0                 | 0                 | 12
        enterprise | all       | month   | 4                 | 3                 | 12
        enterprise | all       | quarter | 2                 | 3                 | 4
        enterprise | all       | year    | 2                 | 4                 | 1
        """);
  }

  @Test
  void aPeriodThatIsNotOverIsClosedOnTheAsOfDay() {
    assertRows(
        counted("2025-03-18").filter("period = 'month'"),
        """
        layer      | entity_id | headcount_opening | headcount_closing
        team       | T1        | 3                 | 2
        team       | T2        | 0                 | 1
        team       | unknown   | 1                 | 1
        team       | T9        | 0                 | 0
        enterprise | all       | 4                 | 4
        """);
  }

  @Test
  void otherLayersAndShorterPeriodsHaveNoHeadcount() {
    Dataset<Row> cells =
        rows(
            CELLS,
            """
            layer      | entity_id | period | period_start
            agent      | A1        | month  | 2025-03-01
            site       | T1        | month  | 2025-03-01
            enterprise | all       | week   | 2025-03-03
            team       | T1        | day    | 2025-03-03
            """);

    assertRows(
        Headcounts.withHeadcounts(cells, roster(), LocalDate.of(2025, 12, 31)),
        """
        layer      | headcount_opening | headcount_closing | periods_per_year
        agent      | 0                 | 0                 | 0
        site       | 0                 | 0                 | 0
        enterprise | 0                 | 0                 | 0
        team       | 0                 | 0                 | 0
        """);
  }

  @Test
  void withoutARosterNobodyIsEmployed() {
    assertRows(
        Headcounts.withHeadcounts(
                cells(), rows(Silver.AGENTS, "agent_id\n"), LocalDate.of(2025, 12, 31))
            .filter("period = 'year'"),
        "headcount_opening|headcount_closing\n0|0\n");
  }

  private Dataset<Row> counted(String asOf) {
    return Headcounts.withHeadcounts(cells(), roster(), LocalDate.parse(asOf));
  }

  private Dataset<Row> cells() {
    return rows(
        CELLS,
        """
        layer      | entity_id | period  | period_start
        team       | T1        | month   | 2025-03-01
        team       | T2        | month   | 2025-03-01
        team       | unknown   | month   | 2025-03-01
        team       | T9        | month   | 2025-03-01
        enterprise | all       | month   | 2025-03-01
        enterprise | all       | quarter | 2025-01-01
        enterprise | all       | year    | 2025-01-01
        """);
  }

  private Dataset<Row> roster() {
    return rows(
        Silver.AGENTS,
        """
        agent_id | team_id | role | hired_on   | left_on    | valid_from
        A1       | T1      | null | 2024-06-01 | null       | null
        A2       | T1      | null | null       | null       | 2025-01-01
        A2       | T2      | null | null       | null       | 2025-03-15
        A3       | T1      | null | null       | 2025-03-31 | null
        A4       | T1      | null | 2025-04-01 | null       | null
        A5       | T1      | bot  | null       | null       | null
        A6       | T2      | null | 2025-02-01 | null       | 2025-03-20
        """);
  }
}
