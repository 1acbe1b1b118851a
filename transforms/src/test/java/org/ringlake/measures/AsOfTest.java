package org.ringlake.measures;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class AsOfTest extends SparkTest {
  @Test
  void theNewestCallDecidesEvenIfADealIsNewer() {
    assertRows(
        AsOf.newest(
            days("2025-03-01", "2025-03-04"), days("2025-03-09"), days("2025-03-08"), days()),
        "as_of\n2025-03-04\n");
  }

  @Test
  void withoutCallsTheNewestDealThenTheNewestShiftThenTheNewestSurvey() {
    assertRows(
        AsOf.newest(days(), days("2025-03-02"), days("2025-03-08"), days("2025-03-09")),
        "as_of\n2025-03-02\n");
    assertRows(
        AsOf.newest(days(), days(), days("2025-03-08"), days("2025-03-09")), "as_of\n2025-03-08\n");
    assertRows(AsOf.newest(days(), days(), days(), days("2025-03-09")), "as_of\n2025-03-09\n");
  }

  @Test
  void whereNothingHappenedThereIsNone() {
    assertRows(AsOf.newest(days(), days(), days(), days()), "as_of\nnull\n");
  }

  private Dataset<Row> days(String... days) {
    return rows(
        new StructType().add("event_date", "date"), "event_date\n" + String.join("\n", days));
  }
}
