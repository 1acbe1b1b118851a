package org.ringlake.measures;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Silver;

final class ObjectiveMeasuresTest extends MeasureSourceTest {
  ObjectiveMeasuresTest() {
    super(new ObjectiveMeasures());
  }

  @Test
  void attainmentIsWeightTimesActualOverTargetAndAtMostTheWeight() {
    FewFeeds feeds =
        objectives(
            """
            objective_id | weight | target | actual | event_date
            O1           | 20     | 100    | 99     | 2025-01-01
            O2           | 20     | 100    | 100    | 2025-01-01
            O3           | 20     | 100    | 101    | 2025-01-01
            O4           | 20     | 100    | 0      | 2025-01-01
            O5           | 20     | 100    | null   | 2025-01-01
            O6           | 0.5    | 3      | 1      | 2025-02-01
            O7           | 0.25   | 3      | 2      | 2025-02-01
            O8           | null   | 3      | 3      | 2025-02-01
            """);

    assertRows(
        events(feeds),
        """
        event_id | objectives | objective_weight_e6 | objective_attained_e8
        O1       | 1          | 20000000            | 1980000000
        O2       | 1          | 20000000            | 2000000000
        O3       | 1          | 20000000            | 2000000000
        O4       | 1          | 20000000            | 0
        O5       | 1          | 20000000            | 0
        O6       | 1          | 500000              | 16666667
        O7       | 1          | 250000              | 16666667
        O8       | 1          | 0                   | 0
        """);
    assertSameOnSomeDays(feeds, "2025-02-01");
  }

  @Test
  void aHalfOfTheLastDecimalIsRoundedUp() {
    assertRows(
        events(
            objectives(
                """
                objective_id | weight   | target | actual   | event_date
                O1           | 0.000001 | 1      | 0.005    | 2025-01-01
                O2           | 0.000001 | 1      | 0.004999 | 2025-01-01
                """)),
        """
        event_id | objective_attained_e8
        O1       | 1
        O2       | 0
        """);
  }

  @Test
  void aSignedTargetCountsOnlyWithAResultAndATargetOfNothingNever() {
    assertRows(
        events(
            objectives(
                """
                objective_id | kpi   | weight | target | actual | event_date
                O1           | dials | 30     | 80     | null   | 2025-01-01
                O2           | dials | 30     | 80     | 40     | 2025-01-01
                O3           | null  | 30     | 0      | 5      | 2025-01-01
                """)),
        """
        event_id | objective_weight_e6 | objective_attained_e8
        O2       | 30000000            | 1500000000
        """);
  }

  @Test
  void aTargetBelowZeroIsReachedFromAbove() {
    assertRows(
        events(
            objectives(
                """
                objective_id | weight | target | actual | event_date
                O1           | 10     | -4     | -1     | 2025-01-01
                O2           | 10     | -4     | -4     | 2025-01-01
                O3           | 10     | -4     | -5     | 2025-01-01
                O4           | 10     | 4      | -1     | 2025-01-01
                """)),
        """
        event_id | objective_attained_e8
        O1       | 250000000
        O2       | 1000000000
        O3       | 1000000000
        O4       | -250000000
        """);
  }

  @Test
  void theGreatestNumbersOfTheFeedBreakNothing() {
    assertRows(
        events(
            objectives(
                """
                objective_id | weight  | target              | actual               | event_date
                O1           | 1000000 | 0.000001            | 999999999999.999999  | 2025-01-01
                O2           | 1000000 | 0.000001            | -999999999999.999999 | 2025-01-01
                O3           | 1000000 | 999999999999.999999 | 0.000001             | 2025-01-01
                """)),
        """
        event_id | objective_attained_e8
        O1       | 100000000000000
        O2       | -9900000000000000
        O3       | 0
        """);
  }

  @Test
  void anObjectiveOfAPeriodThatBeginsAfterTheAsOfDayDoesNotCount() {
    assertRows(
        events(objectives("objective_id|weight|target|event_date\nO1|10|4|2025-04-01\n")),
        "event_id\n");
  }

  private FewFeeds objectives(String table) {
    return feeds().with(Objectives.NAME, rows(Silver.OBJECTIVES, table));
  }
}
