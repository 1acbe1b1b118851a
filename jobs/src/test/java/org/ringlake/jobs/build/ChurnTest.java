package org.ringlake.jobs.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From deals and calls to the churn rate, while time passes and a purchase comes late. */
final class ChurnTest extends CustomerStories {
  @BeforeEach
  void sell() {
    roster(
        """
        agent_id | team_id
        A1       | T1
        A2       | T2
        """);
    calls(
        """
        call_id | agent_id | team_id | _customer_no | started_at
        C1      | A1       | T1      | 1            | 2024-01-02 09:00:00
        C2      | A2       | T2      | 2            | 2024-02-28 09:00:00
        C3      | A1       | T1      | 3            | 2024-03-04 09:00:00
        C4      | A1       | T1      | 1            | 2025-03-03 09:00:00
        """);
    deals(
        """
        deal_id | agent_id | team_id | _customer_no | amount | closed_at
        D1      | A1       | T1      | 1            | 100.00 | 2024-01-10 09:00:00
        D2      | A2       | T2      | 1            | 40.00  | 2024-06-10 09:00:00
        D3      | A2       | T2      | 2            | 40.00  | 2024-02-29 09:00:00
        D4      | A1       | T1      | 3            | 40.00  | 2024-03-05 09:00:00
        """);
  }

  @Test
  void aLatePurchaseTakesAChurnAwayAndMakesOneMoreActiveInThePeriodsAfterIt() {
    // when the last day of the third customer's window is not over
    build("2025-03-05", BuildJob.Extent.CHANGES);

    // then
    assertRows(
        months().filter("period_start = DATE'2025-02-01'"),
        """
        layer      | entity_id | period_start | numerator    | denominator  | sample_size
        agent      | A2        | 2025-02-01   | 1.0000000000 | 1.0000000000 | 1.0000000000
        team       | T2        | 2025-02-01   | 1.0000000000 | 1.0000000000 | 1.0000000000
        enterprise | all       | 2025-02-01   | 1.0000000000 | 3.0000000000 | 3.0000000000
        """);

    // when it is, and the second customer has bought on the last day
    deals(
        """
        deal_id | agent_id | team_id | _customer_no | amount | closed_at           | file_id
        D9      | A1       | T1      | 2            | 40.00  | 2025-02-28 09:00:00 | late
        """);
    build("2025-03-06", BuildJob.Extent.CHANGES);

    // then
    assertRows(
        months(),
        """
        layer      | entity_id | period_start | numerator    | denominator
        agent      | A1        | 2025-03-01   | 1.0000000000 | 2.0000000000
        team       | T1        | 2025-03-01   | 1.0000000000 | 2.0000000000
        enterprise | all       | 2025-02-01   | 0.0000000000 | 3.0000000000
        enterprise | all       | 2025-03-01   | 1.0000000000 | 3.0000000000
        """);
    assertRows(
        restatements()
            .filter("kpi = 'churn_rate' AND layer = 'enterprise' AND period IN ('day', 'month')")
            .selectExpr(
                "period",
                "period_start",
                "int(old_numerator) AS lost_before",
                "int(new_numerator) AS lost",
                "int(old_denominator) AS of_before",
                "int(new_denominator) AS of",
                "array_join(file_ids, ' ') AS files"),
        """
        period | period_start | lost_before | lost | of_before | of | files
        day    | 2025-02-28   | 1           | 0    | 3         | 3  | late
        day    | 2025-03-03   | 0           | 0    | 2         | 3  | late
        month  | 2025-02-01   | 1           | 0    | 3         | 3  | late
        """);

    // when
    List<String> incremental = texts(kpis());
    build("2025-03-06", BuildJob.Extent.FULL);

    // then
    assertThat(incremental).isNotEmpty().isEqualTo(texts(kpis()));
  }

  @Test
  void customersMatureOnDaysWithoutAnyRow() {
    // given
    build("2024-06-11", BuildJob.Extent.CHANGES);
    List<String> before = texts(kpis());

    // when the six months after all first purchases are over
    build("2024-09-30", BuildJob.Extent.CHANGES);

    // then
    List<String> incremental = texts(kpis());
    assertThat(incremental).isNotEqualTo(before);
    build("2024-09-30", BuildJob.Extent.FULL);
    assertThat(incremental).isEqualTo(texts(kpis()));
  }

  private Dataset<Row> months() {
    return kpis()
        .filter("kpi = 'churn_rate' AND period = 'month' AND period_start >= DATE'2025-02-01'")
        .filter("layer <> 'site' AND (numerator > 0 OR layer = 'enterprise')");
  }

  private void build(String asOf, BuildJob.Extent extent) {
    silver.build(Map.of(), Optional.of(LocalDate.parse(asOf)), extent);
  }
}
