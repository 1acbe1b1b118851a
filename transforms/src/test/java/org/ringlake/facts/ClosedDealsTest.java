package org.ringlake.facts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class ClosedDealsTest extends SparkTest {
  private static final StructType RATES =
      new StructType()
          .add("currency", "string")
          .add("valid_from", "date")
          .add("rate", "decimal(18,8)");

  @Test
  void onlyWonAndLostDealsWithAClosingTimeAreClosed() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | event_date | closed_at
            D1      | won    | 2025-03-01 | 2025-03-01 10:00:00
            D2      | lost   | 2025-03-01 | 2025-03-01 10:00:00
            D3      | lost   | null       | null
            D4      | open   | 2025-03-01 | 2025-03-01 10:00:00
            """);

    assertRows(closed(deals, noRates()), "deal_id|status\nD1|won\nD2|lost\n");
  }

  @Test
  void amountsOfTheReportingCurrencyNeedNoRate() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | amount | currency | event_date | closed_at
            D1      | won    | 12.34  | null     | 2025-03-01 | 2025-03-01 10:00:00
            D2      | won    | 0.05   | CNY      | 2025-03-01 | 2025-03-01 10:00:00
            D3      | won    | null   | EUR      | 2025-03-01 | 2025-03-01 10:00:00
            """);

    assertRows(closed(deals, noRates()), "deal_id|amount_minor\nD1|1234\nD2|5\nD3|null\n");
  }

  @Test
  void foreignAmountsTakeTheRateOfTheClosingDayRoundedHalfUp() {
    Dataset<Row> rates =
        rows(
            RATES,
            """
            currency | valid_from | rate
            EUR      | 2025-01-01 | 7.5
            EUR      | 2025-03-02 | 8.12345678
            """);
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | amount | currency | event_date | closed_at
            D1      | won    | 0.03   | EUR      | 2025-03-01 | 2025-03-01 23:59:59
            D2      | won    | 100.00 | EUR      | 2025-03-02 | 2025-03-02 00:00:00
            """);

    // 3 × 7.5 = 22.5 → 23; 10000 × 8.12345678 = 81234.5678 → 81235
    assertRows(closed(deals, rates), "deal_id|amount_minor\nD1|23\nD2|81235\n");
  }

  @Test
  void aForeignAmountWithoutARateFailsAndSaysWhatToDo() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | amount | currency | event_date | closed_at
            D7      | won    | 1.00   | USD      | 2025-03-01 | 2025-03-01 10:00:00
            """);

    assertThatThrownBy(() -> closed(deals, noRates()).collectAsList())
        .hasStackTraceContaining(
            "Cannot convert deal D7: no exchange rate from USD to CNY holds on 2025-03-01. "
                + "Add one to the file that exchange-rates names.");
  }

  private Dataset<Row> noRates() {
    return rows(RATES, "currency|valid_from|rate\n");
  }

  private static Dataset<Row> closed(Dataset<Row> deals, Dataset<Row> rates) {
    return ClosedDeals.from(deals, new ReportingMoney("CNY", rates));
  }
}
