package org.ringlake.facts;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class MonthlyCostsTest extends SparkTest {
  private static final StructType RATES =
      new StructType()
          .add("currency", "string")
          .add("valid_from", "date")
          .add("rate", "decimal(18,8)");

  @Test
  void aCostIsOfTheFirstDayOfItsMonthAtThatDaysRate() {
    Dataset<Row> costs =
        rows(
            Silver.COSTS,
            """
            cost_id | team_id | month      | amount | currency | event_date
            K1      | T1      | 2025-03-01 | 10.00  | USD      | 2025-03-01
            K2      | null    | 2025-03-31 | 10.00  | USD      | 2025-03-31
            K3      | T1      | 2025-02-28 | -0.01  | null     | 2025-02-28
            K4      | T1      | 2025-04-01 | 10.00  | CNY      | 2025-04-01
            """);
    Dataset<Row> rates =
        rows(RATES, "currency|valid_from|rate\nUSD|2025-01-01|7\nUSD|2025-03-02|8\n");

    assertRows(
        MonthlyCosts.from(
            costs, new ReportingMoney("CNY", rates), CountedDays.upTo(LocalDate.of(2025, 3, 15))),
        """
        cost_id | team_id | event_date | cost_minor
        K1      | T1      | 2025-03-01 | 7000
        K2      | null    | 2025-03-01 | 7000
        K3      | T1      | 2025-02-01 | -1
        """);
  }
}
