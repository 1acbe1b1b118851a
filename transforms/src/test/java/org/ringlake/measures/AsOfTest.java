package org.ringlake.measures;

import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class AsOfTest extends SparkTest {
  @Test
  void theNewestCallDecidesEvenIfADealIsNewer() {
    assertRows(
        AsOf.newest(
            days("2025-03-01", "2025-03-04"), days("2025-03-09"), attended("2025-03-08"), days()),
        "as_of\n2025-03-04\n");
  }

  @Test
  void withoutCallsTheNewestDealThenTheNewestShiftThenTheNewestSurvey() {
    assertRows(
        AsOf.newest(days(), days("2025-03-02"), attended("2025-03-08"), days("2025-03-09")),
        "as_of\n2025-03-02\n");
    assertRows(
        AsOf.newest(days(), days(), attended("2025-03-08"), days("2025-03-09")),
        "as_of\n2025-03-08\n");
    assertRows(AsOf.newest(days(), days(), attended(), days("2025-03-09")), "as_of\n2025-03-09\n");
  }

  @Test
  void whereNothingHappenedThereIsNone() {
    assertRows(AsOf.newest(days(), days(), attended(), days()), "as_of\nnull\n");
  }

  @Test
  void aShiftThatIsOnlyPlannedMakesNoDayToday() {
    Dataset<Row> shifts =
        rows(
            Silver.SHIFTS,
            """
            event_date | scheduled_seconds | logged_in_seconds
            2025-03-08 | 28800             | 28000
            2025-03-09 | 28800             | 0
            2099-01-01 | 28800             | null
            """);

    assertRows(AsOf.newest(days(), days(), shifts, days()), "as_of\n2025-03-08\n");
  }

  private Dataset<Row> attended(String... days) {
    return days(days).withColumn("logged_in_seconds", lit(1));
  }

  private Dataset<Row> days(String... days) {
    return rows(
        new StructType().add("event_date", "date"), "event_date\n" + String.join("\n", days));
  }
}
