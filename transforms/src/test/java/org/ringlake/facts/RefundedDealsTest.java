package org.ringlake.facts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class RefundedDealsTest extends SparkTest {
  private static final StructType RATES =
      new StructType()
          .add("currency", "string")
          .add("valid_from", "date")
          .add("rate", "decimal(18,8)");

  @Test
  void aRefundIsItsDealsOwnersInTheTeamAndAtTheRateOfItsDay() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | agent_id | team_id | currency | event_date
            D1      | A1       | T1      | USD      | 2025-03-01
            D2      | A1       | T1      | null     | 2025-03-01
            D3      | null     | null    | CNY      | 2025-03-01
            """);
    Dataset<Row> refunds =
        rows(
            Silver.REFUNDS,
            """
            refund_id | deal_id | amount | event_date
            R1        | D1      | 10.00  | 2025-06-30
            R2        | D1      | 10.00  | 2025-07-01
            R3        | D2      | 0.05   | 2025-07-01
            R4        | D3      | 3.00   | 2025-07-01
            """);
    Dataset<Row> agents =
        rows(Silver.AGENTS, "agent_id|team_id|valid_from\nA1|T1|null\nA1|T2|2025-07-01\n");

    assertRows(
        RefundedDeals.from(refunds, deals, agents, dollars()),
        """
        refund_id | agent_id | team_id | refund_minor
        R1        | A1       | T1      | 7000
        R2        | A1       | T2      | 7500
        R3        | A1       | T2      | 5
        R4        | null     | null    | 300
        """);
  }

  @Test
  void aRefundOfADealThatNobodyKnowsIsNobodysInTheReportingCurrency() {
    Dataset<Row> refunds =
        rows(Silver.REFUNDS, "refund_id|deal_id|amount|event_date\nR1|D9|1.23|2025-07-01\n");

    assertRows(
        RefundedDeals.from(
            refunds, rows(Silver.DEALS, "deal_id\n"), rows(Silver.AGENTS, "agent_id\n"), dollars()),
        "refund_id|agent_id|team_id|refund_minor\nR1|null|null|123\n");
  }

  @Test
  void aRefundBeforeTheFirstRateOfItsCurrencyIsAtThatRate() {
    Dataset<Row> deals = rows(Silver.DEALS, "deal_id|currency|event_date\nD1|USD|2025-01-02\n");
    Dataset<Row> refunds =
        rows(Silver.REFUNDS, "refund_id|deal_id|amount|event_date\nR7|D1|1.00|2024-12-31\n");

    assertRows(
        RefundedDeals.from(refunds, deals, rows(Silver.AGENTS, "agent_id\n"), dollars()),
        "refund_id|refund_minor\nR7|700\n");
  }

  @Test
  void aForeignRefundWithoutAnyRateFailsAndSaysWhatToDo() {
    Dataset<Row> deals = rows(Silver.DEALS, "deal_id|currency\nD1|EUR\n");
    Dataset<Row> refunds =
        rows(Silver.REFUNDS, "refund_id|deal_id|amount|event_date\nR7|D1|1.00|2024-12-31\n");
    Dataset<Row> converted =
        RefundedDeals.from(refunds, deals, rows(Silver.AGENTS, "agent_id\n"), dollars());

    assertThatThrownBy(converted::collectAsList)
        .hasStackTraceContaining(
            "Cannot convert refund R7: no exchange rate from EUR to CNY holds on 2024-12-31. "
                + "Add one to the file that exchange-rates names.");
  }

  private ReportingMoney dollars() {
    return new ReportingMoney(
        "CNY", rows(RATES, "currency|valid_from|rate\nUSD|2025-01-01|7\nUSD|2025-07-01|7.5\n"));
  }
}
