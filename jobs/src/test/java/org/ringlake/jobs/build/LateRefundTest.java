package org.ringlake.jobs.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.lake.TableName;

/**
 * A refund that comes four months late changes what it should, and is told once; from tables that
 * are read as if they were large.
 */
final class LateRefundTest extends SparkTest {
  private static final TableName KPI = TableName.gold("kpi");
  private static final TableName RESTATEMENT = TableName.ops("restatement");

  /** A1, the team of nobody's, and all. */
  private static final int ENTITIES = 3;

  /** Day, week, month and quarter. */
  private static final int PERIODS_OVER = 4;

  private static final int KPIS_OF_REFUNDS = 4;

  @TempDir private Path folder;
  private SilverLake silver;

  @BeforeEach
  void sellAndWait() {
    spark().conf().set("spark.ringlake.smallTable", "0");
    silver = SilverLake.withoutWorth(spark(), folder);
    add(
        "deals",
        """
        deal_id | agent_id | status | amount | units | closed_at           | event_date | file_id
        D1      | A1       | won    | 100.00 | 2     | 2025-01-15 12:00:00 | 2025-01-15 | deals-1
        D2      | A2       | won    | 300.00 | 1     | 2025-01-15 12:00:00 | 2025-01-15 | deals-1
        """);
    add(
        "calls",
        "call_id|agent_id|disposition|event_date|file_id\nC1|A1|busy|2025-05-26|calls-1\n");
    silver.build();
  }

  @Test
  void exactlyTheValuesOfItsDayAndItsOwnerAreRestatedOnceWithItsFile() {
    // given
    Dataset<Row> before = values().localCheckpoint();

    // when
    add(
        "refunds",
        """
        refund_id | deal_id | amount | units | event_date | file_id
        F1        | D1      | 40.00  | 1     | 2025-01-20 | refunds-1
        """);
    silver.build();

    // then
    String[] row = {"layer", "entity_id", "period", "period_start", "kpi", "value"};
    Dataset<Row> changed = values().select(row[0], row).except(before.select(row[0], row));
    assertRows(
        changed.filter("period = 'month' and layer <> 'team'").drop("period"),
        """
        layer      | entity_id | period_start | kpi                | value
        agent      | A1        | 2025-01-01   | net_revenue        | 60.0
        agent      | A1        | 2025-01-01   | net_profit         | 60.0
        agent      | A1        | 2025-01-01   | return_rate        | 0.4
        agent      | A1        | 2025-01-01   | return_units_rate  | 0.5
        enterprise | all       | 2025-01-01   | net_revenue        | 360.0
        enterprise | all       | 2025-01-01   | net_profit         | 360.0
        enterprise | all       | 2025-01-01   | return_rate        | 0.1
        enterprise | all       | 2025-01-01   | return_units_rate  | 0.3333333333333333
        """);

    Dataset<Row> log = silver.lake().read(RESTATEMENT);
    assertRows(
        log.filter("period = 'month' and layer = 'agent'"),
        """
        entity_id | period_start | kpi               | old_value | new_value | file_ids
        A1        | 2025-01-01   | net_revenue       | 100.0     | 60.0      | [refunds-1]
        A1        | 2025-01-01   | net_profit        | 100.0     | 60.0      | [refunds-1]
        A1        | 2025-01-01   | return_rate       | 0.0       | 0.4       | [refunds-1]
        A1        | 2025-01-01   | return_units_rate | 0.0       | 0.5       | [refunds-1]
        """);
    assertThat(log.select("entity_id").distinct().collectAsList())
        .extracting(each -> each.getString(0))
        .containsExactlyInAnyOrder("A1", "unknown", "all");
    assertThat(log.filter("period = 'year'").isEmpty()).as("2025 is not over").isTrue();
    assertThat(keys(log))
        .hasSize(ENTITIES * PERIODS_OVER * KPIS_OF_REFUNDS)
        .doesNotHaveDuplicates();
    String stoodBefore = "period IN ('month', 'quarter')";
    assertThat(keys(log.filter(stoodBefore)))
        .containsExactlyInAnyOrderElementsOf(keys(changed.filter(stoodBefore)));
    assertThat(log.filter("file_ids <> array('refunds-1')").isEmpty()).isTrue();

    // when
    long lines = log.count();
    silver.build();

    // then
    assertThat(silver.lake().read(RESTATEMENT).count()).isEqualTo(lines);
  }

  private static List<Row> keys(Dataset<Row> rows) {
    return rows.select("layer", "entity_id", "period", "period_start", "kpi").collectAsList();
  }

  private Dataset<Row> values() {
    return silver.lake().read(KPI);
  }

  private void add(String feed, String table) {
    silver.add(feed, rows(silver.schema(feed), table));
  }
}
