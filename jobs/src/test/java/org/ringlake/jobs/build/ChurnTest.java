package org.ringlake.jobs.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;

/** From deals and calls to the churn rate, while time passes and a purchase comes late. */
final class ChurnTest extends SparkTest {
  @TempDir private Path folder;
  private SilverLake silver;

  @BeforeEach
  void sell() {
    silver = SilverLake.withWorth(spark(), folder);
    add(Agents.NAME, "agent_id | _agent_no | team_id\nA1|1|T1\nA2|2|T2\n");
    add(
        Calls.NAME,
        """
        call_id | agent_id | team_id | _agent_no | _customer_no | customer_key | disposition | event_date | started_at          | _month
        C1      | A1       | T1      | 1         | 1            | k1           | answered    | 2024-01-02 | 2024-01-02 09:00:00 | 202401
        C2      | A2       | T2      | 2         | 2            | k2           | answered    | 2024-02-28 | 2024-02-28 09:00:00 | 202402
        C3      | A1       | T1      | 1         | 3            | k3           | answered    | 2024-03-04 | 2024-03-04 09:00:00 | 202403
        C4      | A1       | T1      | 1         | 1            | k1           | answered    | 2025-03-03 | 2025-03-03 09:00:00 | 202503
        """);
    add(
        Deals.NAME,
        """
        deal_id | agent_id | team_id | _agent_no | _customer_no | customer_key | status | amount | event_date | closed_at           | _month
        D1      | A1       | T1      | 1         | 1            | k1           | won    | 100.00 | 2024-01-10 | 2024-01-10 09:00:00 | 202401
        D2      | A2       | T2      | 2         | 1            | k1           | won    | 40.00  | 2024-06-10 | 2024-06-10 09:00:00 | 202406
        D3      | A2       | T2      | 2         | 2            | k2           | won    | 40.00  | 2024-02-29 | 2024-02-29 09:00:00 | 202402
        D4      | A1       | T1      | 1         | 3            | k3           | won    | 40.00  | 2024-03-05 | 2024-03-05 09:00:00 | 202403
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
    add(
        Deals.NAME,
        """
        deal_id | agent_id | team_id | _agent_no | _customer_no | customer_key | status | amount | event_date | closed_at           | _month | file_id
        D9      | A1       | T1      | 1         | 2            | k2           | won    | 40.00  | 2025-02-28 | 2025-02-28 09:00:00 | 202502 | late
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
        silver
            .lake()
            .read(TableName.ops("restatement"))
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
    List<String> incremental = everything();
    build("2025-03-06", BuildJob.Extent.FULL);

    // then
    assertThat(incremental).isNotEmpty().isEqualTo(everything());
  }

  @Test
  void customersMatureOnDaysWithoutAnyRow() {
    // given
    build("2024-06-11", BuildJob.Extent.CHANGES);
    List<String> before = everything();

    // when the six months after all first purchases are over
    build("2024-09-30", BuildJob.Extent.CHANGES);

    // then
    List<String> incremental = everything();
    assertThat(incremental).isNotEqualTo(before);
    build("2024-09-30", BuildJob.Extent.FULL);
    assertThat(incremental).isEqualTo(everything());
  }

  private Dataset<Row> months() {
    return silver
        .lake()
        .read(TableName.gold("kpi"))
        .filter("kpi = 'churn_rate' AND period = 'month' AND period_start >= DATE'2025-02-01'")
        .filter("layer <> 'site' AND (numerator > 0 OR layer = 'enterprise')");
  }

  /** The measures of every cell and their KPIs, as text in the order of their keys. */
  private List<String> everything() {
    return silver.lake().read(TableName.gold("kpi")).toJSON().collectAsList().stream()
        .sorted()
        .toList();
  }

  private void build(String asOf, BuildJob.Extent extent) {
    silver.build(Map.of(), Optional.of(LocalDate.parse(asOf)), extent);
  }

  private void add(String feed, String table) {
    silver.add(feed, rows(silver.schema(feed), table));
  }
}
