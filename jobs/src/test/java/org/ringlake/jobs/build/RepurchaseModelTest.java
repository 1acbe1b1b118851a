package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringlake.jobs.lake.TableName;

/**
 * What the KPIs of customers won are under a model by which several agents win one. A1, A2 twice
 * and A3 have touched the first customer, A1 and A3 twice the second, A2 the third, and nobody the
 * fourth. The third is lost in March; the others have bought again.
 */
final class RepurchaseModelTest extends CustomerStories {
  private static final Map<String, String> LINEAR =
      Map.of("repurchase.model", "linear", "churn.window", "P2M");
  private static final Map<String, String> LAST =
      Map.of("repurchase.model", "last", "churn.window", "P2M");
  private static final Optional<LocalDate> AS_OF = Optional.of(LocalDate.of(2025, 9, 1));

  @BeforeEach
  void sell() {
    roster(
        """
        agent_id | team_id | valid_from
        A1       | T1      | null
        A2       | T1      | null
        A3       | T1      | null
        A3       | T2      | 2025-01-01
        """);
    calls(
        """
        call_id | agent_id | team_id | _customer_no | started_at
        C1      | A3       | T1      | 1            | 2024-12-30 09:00:00
        C2      | A2       | T1      | 1            | 2025-01-02 09:00:00
        C3      | A1       | T1      | 1            | 2025-01-03 09:00:00
        C4      | A2       | T1      | 1            | 2025-01-04 09:00:00
        C5      | A3       | T2      | 2            | 2025-01-05 09:00:00
        C6      | A1       | T1      | 2            | 2025-01-06 09:00:00
        C7      | A3       | T2      | 2            | 2025-01-07 09:00:00
        C8      | A2       | T1      | 3            | 2025-01-08 09:00:00
        """);
    deals(
        """
        deal_id | agent_id | team_id | _customer_no | amount | closed_at
        D1      | A1       | T1      | 1            | 100.00 | 2025-01-10 09:00:00
        D2      | A1       | T1      | 2            | 100.00 | 2025-01-10 09:00:00
        D3      | A1       | T1      | 3            | 100.00 | 2025-01-10 09:00:00
        D4      | A1       | T1      | 4            | 100.00 | 2025-01-10 09:00:00
        D5      | A1       | T1      | 1            | 60.00  | 2025-03-05 09:00:00
        D6      | A1       | T1      | 2            | 100.00 | 2025-03-05 09:00:00
        D7      | A1       | T1      | 4            | 5.00   | 2025-03-05 09:00:00
        """);
  }

  @Test
  void agentsWhoWonACustomerTogetherCountByTheirSharesAndTheirTeamsByTheSums() {
    // given
    build(LAST, BuildJob.Extent.CHANGES);
    List<String> enterprise = texts(kpis().filter("layer = 'enterprise'"));

    // when
    build(LINEAR, BuildJob.Extent.CHANGES);

    // then
    assertRows(
        months("repurchase_rate_6m", "2025-01-01"),
        """
        layer      | entity_id | numerator    | denominator  | sample_size  | value
        agent      | A1        | 0.5833333330 | 0.5833333330 | 0.5833333330 | 1.0
        agent      | A2        | 0.5000000000 | 1.5000000000 | 1.5000000000 | 0.3333333333333333
        agent      | A3        | 0.9166666670 | 0.9166666670 | 0.9166666670 | 1.0
        agent      | unknown   | 1.0000000000 | 1.0000000000 | 1.0000000000 | 1.0
        team       | T1        | 1.0833333330 | 2.0833333330 | 2.0833333330 | 0.5199999999232
        team       | T2        | 0.9166666670 | 0.9166666670 | 0.9166666670 | 1.0
        team       | unknown   | 1.0000000000 | 1.0000000000 | 1.0000000000 | 1.0
        enterprise | all       | 3.0000000000 | 4.0000000000 | 4.0000000000 | 0.75
        """);
    assertRows(
        months("repurchase_revenue_6m", "2025-01-01"),
        """
        layer      | entity_id | value
        agent      | A1        | 48.33
        agent      | A2        | 30.0
        agent      | A3        | 81.67
        agent      | unknown   | 5.0
        team       | T1        | 78.33
        team       | T2        | 81.67
        team       | unknown   | 5.0
        enterprise | all       | 165.0
        """);
    assertRows(
        months("churn_rate", "2025-03-01"),
        """
        layer      | entity_id | numerator    | denominator
        agent      | A1        | 0.0000000000 | 0.5833333330
        agent      | A2        | 1.0000000000 | 1.5000000000
        agent      | A3        | 0.0000000000 | 0.9166666670
        team       | T1        | 1.0000000000 | 2.0833333330
        team       | T2        | 0.0000000000 | 0.9166666670
        enterprise | all       | 1.0000000000 | 4.0000000000
        """);
    assertThat(texts(kpis().filter("layer = 'enterprise'"))).isNotEmpty().isEqualTo(enterprise);
    assertRows(
        silver
            .lake()
            .read(TableName.gold("repurchase"))
            .filter("layer = 'enterprise'")
            .groupBy("cohort_month", "customers", "matured", "repurchased", "rate", "revenue_6m")
            .agg(count_distinct(col("model")).as("models")),
        """
        cohort_month | customers   | matured     | repurchased | rate | revenue_6m | models
        2025-01-01   | 4.000000000 | 4.000000000 | 3.000000000 | 0.75 | 165.00     | 7
        """);
  }

  @Test
  void aLateCallBetweenOthersTakesFromTheSharesOfAllWhoWonTheCustomer() {
    // given
    build(LINEAR, BuildJob.Extent.CHANGES);

    // when
    calls(
        """
        call_id | agent_id | team_id | _customer_no | started_at          | file_id
        C9      | A1       | T1      | 1            | 2025-01-02 12:00:00 | late
        """);
    build(LINEAR, BuildJob.Extent.CHANGES);

    // then
    assertRows(
        months("repurchase_revenue_6m", "2025-01-01"),
        """
        layer      | entity_id | value
        agent      | A1        | 57.33
        agent      | A2        | 24.0
        agent      | A3        | 78.67
        agent      | unknown   | 5.0
        team       | T1        | 81.33
        team       | T2        | 78.67
        team       | unknown   | 5.0
        enterprise | all       | 165.0
        """);
    assertRows(
        restatements()
            .filter("kpi = 'repurchase_rate_6m' AND layer <> 'site' AND period = 'month'")
            .withColumn("files", array_join(col("file_ids"), " ")),
        """
        entity_id | period_start | old_numerator | old_denominator | new_numerator | new_denominator | files
        A1        | 2025-01-01   | 0.5833333330  | 0.5833333330    | 0.7333333330  | 0.7333333330    | late
        A2        | 2025-01-01   | 0.5000000000  | 1.5000000000    | 0.4000000000  | 1.4000000000    | late
        A3        | 2025-01-01   | 0.9166666670  | 0.9166666670    | 0.8666666670  | 0.8666666670    | late
        T1        | 2025-01-01   | 1.0833333330  | 2.0833333330    | 1.1333333330  | 2.1333333330    | late
        T2        | 2025-01-01   | 0.9166666670  | 0.9166666670    | 0.8666666670  | 0.8666666670    | late
        """);

    // when
    List<String> incremental = texts(kpis());
    build(LINEAR, BuildJob.Extent.FULL);

    // then
    assertThat(incremental).isNotEmpty().isEqualTo(texts(kpis()));
  }

  private Dataset<Row> months(String kpi, String month) {
    return kpis()
        .filter("layer <> 'site' AND period = 'month'")
        .filter(col("kpi").equalTo(kpi).and(col("period_start").cast("string").equalTo(month)));
  }

  private void build(Map<String, String> settings, BuildJob.Extent extent) {
    silver.build(settings, AS_OF, extent);
  }
}
