package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.jobs.lake.TableName;

/** From deals and calls to the KPIs of repurchase, and what a late refund does to them. */
class CustomerTablesTest extends CustomerStories {
  private static final Optional<LocalDate> AS_OF = Optional.of(LocalDate.of(2025, 9, 1));

  @Test
  void aRefundInFullTakesTheRepurchaseAwayAndWithoutWorthTheTablesAreEmpty() {
    // given
    calls(
        """
        call_id | agent_id | team_id | _customer_no | started_at
        C1      | A1       | T1      | 1            | 2025-01-02 09:00:00
        C2      | A2       | T1      | 1            | 2025-01-03 09:00:00
        """);
    deals(
        """
        deal_id | agent_id | team_id | _customer_no | amount | closed_at
        D1      | A1       | T1      | 1            | 100.00 | 2025-01-05 09:00:00
        D2      | A1       | T1      | 1            | 40.00  | 2025-06-05 09:00:00
        """);

    // when
    silver.build(Map.of(), AS_OF, BuildJob.Extent.CHANGES);

    // then
    assertRepurchase("A2 | 1.0000000000 | 1.0000000000 | 1.0 | 40.0");
    assertRows(
        silver
            .lake()
            .read(TableName.gold("attribution_credit"))
            .filter("model = 'markov' AND deal_id = 'D1'"),
        """
        agent_id | weight      | net_revenue | margin
        A1       | 0.500000000 | 50.00       | 50.00
        A2       | 0.500000000 | 50.00       | 50.00
        """);
    assertThat(silver.build(Map.of(), AS_OF, BuildJob.Extent.CHANGES).isUpToDate()).isTrue();

    // when
    refunds(
        """
        refund_id | deal_id | amount | event_date | file_id
        R1        | D2      | 40.00  | 2025-08-31 | F1
        """);
    silver.build(Map.of(), AS_OF, BuildJob.Extent.CHANGES);

    // then
    assertRepurchase("A2 | 0.0000000000 | 1.0000000000 | 0.0 | 0.0");
    assertRows(
        restatements()
            .filter("kpi = 'repurchase_rate_6m' AND layer = 'agent' AND period = 'month'")
            .selectExpr(
                "entity_id", "period_start", "old_value", "new_value", "file_ids[0] AS file"),
        """
        entity_id | period_start | old_value | new_value | file
        A2        | 2025-01-01   | 1.0       | 0.0       | F1
        """);

    assertRows(
        restatements().filter("kpi IS NULL"), "table | entity_id\ngold.value_model | null\n");

    // when
    silver.build(Map.of("customers.worth", "none"), AS_OF, BuildJob.Extent.CHANGES);

    // then
    for (TableName table : GoldTables.OF_CUSTOMERS) {
      assertThat(silver.lake().read(table).isEmpty()).as(table.toString()).isTrue();
    }
  }

  @Test
  void modelsAreFittedToWhatWasKnownOnTheirDay() {
    // given
    deals(
        """
        deal_id | agent_id | team_id | _customer_no | amount | closed_at
        D1      | A1       | T1      | 1            | 100.00 | 2025-03-01 09:00:00
        D2      | A1       | T1      | 1            | 40.00  | 2025-06-05 09:00:00
        """);
    refunds(
        """
        refund_id | deal_id | amount | event_date
        R1        | D2      | 40.00  | 2025-07-10
        """);

    // when
    List<String> before = valueModel(LocalDate.of(2025, 7, 5));
    List<String> after = valueModel(LocalDate.of(2025, 7, 15));

    // then
    assertThat(after).isNotEmpty().isEqualTo(before);
    assertRows(
        silver.lake().read(TableName.gold("customer_value")),
        "frequency | realised_value\n0 | 100.00\n");
    assertThat(valueModel(LocalDate.of(2025, 7, 31))).isNotEqualTo(before);
  }

  private List<String> valueModel(LocalDate asOf) {
    silver.build(Map.of(), Optional.of(asOf), BuildJob.Extent.CHANGES);
    return silver.lake().read(TableName.gold("value_model")).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private void assertRepurchase(String expected) {
    assertRows(
        kpis()
            .filter("layer = 'agent' AND period = 'month' AND period_start = DATE'2025-01-01'")
            .groupBy(col("entity_id"))
            .pivot("kpi", List.of("repurchase_rate_6m", "repurchase_revenue_6m"))
            .agg(first("numerator").as("n"), first("denominator").as("d"), first("value").as("v"))
            .filter("entity_id = 'A2'")
            .selectExpr(
                "entity_id",
                "repurchase_rate_6m_n AS bought",
                "repurchase_rate_6m_d AS of",
                "repurchase_rate_6m_v AS rate",
                "repurchase_revenue_6m_v AS revenue"),
        "entity_id | bought | of | rate | revenue\n" + expected + "\n");
  }
}
