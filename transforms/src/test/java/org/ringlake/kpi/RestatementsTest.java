package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class RestatementsTest extends SparkTest {
  private static final LocalDate PUBLISHED_AS_OF = LocalDate.parse("2025-03-01");
  private static final StructType KPIS =
      new StructType()
          .add("layer", "string")
          .add("entity_id", "string")
          .add("period", "string")
          .add("period_start", "date")
          .add("kpi", "string")
          .add("numerator", "decimal(28,10)")
          .add("denominator", "decimal(28,10)")
          .add("value", "double");
  private static final StructType TOUCHED =
      new StructType().add("event_date", "date").add("file_id", "string").add("source", "string");

  private static Dataset<Row> restated(Dataset<Row> before, Dataset<Row> after) {
    return Restatements.between(cells(before), cells(after), PUBLISHED_AS_OF);
  }

  /** Values of one cell in one row, as they are stored. */
  private static Dataset<Row> cells(Dataset<Row> values) {
    Column kpi = struct(col("kpi"), col("numerator"), col("denominator"), col("value"));
    return values
        .groupBy("layer", "entity_id", "period", "period_start")
        .agg(array_sort(collect_list(kpi)).as("kpis"));
  }

  @Test
  void onlyWhatChangedInPeriodsThatWereOverIsRestated() {
    Dataset<Row> before =
        rows(
            KPIS,
            """
            layer | entity_id | period | period_start | kpi     | numerator | denominator | value
            agent | A1        | month  | 2025-01-01   | dials   | 5         | null        | 5
            agent | A1        | month  | 2025-02-01   | dials   | 6         | null        | 6
            agent | A1        | month  | 2025-03-01   | dials   | 7         | null        | 7
            agent | A2        | month  | 2025-02-01   | dials   | 8         | null        | 8
            """);
    Dataset<Row> after =
        rows(
            KPIS,
            """
            layer | entity_id | period | period_start | kpi     | numerator | denominator | value
            agent | A1        | month  | 2025-01-01   | dials   | 5         | null        | 5
            agent | A1        | month  | 2025-02-01   | dials   | 9         | null        | 9
            agent | A1        | month  | 2025-03-01   | dials   | 9         | null        | 9
            """);

    assertRows(
        restated(before, after),
        """
        table    | entity_id | period_start | kpi   | old_numerator | new_numerator | old_value | new_value
        gold.kpi | A1        | 2025-02-01   | dials | 6.0000000000  | 9.0000000000      | 6.0       | 9.0
        gold.kpi | A2        | 2025-02-01   | dials | 8.0000000000  | null              | 8.0       | null
        """);
  }

  @Test
  void aCellThatWasNotPublishedCountsAsZeros() {
    Dataset<Row> before = rows(KPIS, "layer\n");
    Dataset<Row> after =
        rows(
            KPIS,
            """
            layer | entity_id | period | period_start | kpi          | numerator | denominator | value
            agent | A1        | day    | 2025-02-01   | dials        | 0         | null        | 0
            agent | A1        | day    | 2025-02-01   | connect_rate | 0         | 0           | null
            agent | A1        | day    | 2025-02-01   | net_revenue  | -5        | null        | -5
            """);

    assertRows(restated(before, after), "kpi|old_value|new_value\nnet_revenue|null|-5.0\n");
  }

  @Test
  void aKpiThatIsNewOrGivenUpIsNoRestatement() {
    Dataset<Row> before =
        rows(
            KPIS,
            """
            layer | entity_id | period | period_start | kpi      | numerator | value
            agent | A1        | month  | 2025-01-01   | dials    | 5         | 5
            agent | A1        | month  | 2025-01-01   | given_up | 3         | 3
            """);
    Dataset<Row> after =
        rows(
            KPIS,
            """
            layer | entity_id | period | period_start | kpi   | numerator | value
            agent | A1        | month  | 2025-01-01   | dials | 6         | 6
            agent | A1        | month  | 2025-01-01   | new   | 7         | 7
            """);

    assertRows(restated(before, after), "kpi|old_value|new_value\ndials|5.0|6.0\n");
  }

  @Test
  void theFilesAreThoseOfItsMeasuresAndItsDays() {
    Dataset<Row> restated =
        restated(
            rows(KPIS, "layer\n"),
            rows(
                KPIS,
                """
                layer | entity_id | period | period_start | kpi         | numerator | value
                agent | A1        | month  | 2025-01-01   | dials       | 1         | 1
                agent | A1        | month  | 2025-01-01   | net_revenue | 1         | 1
                agent | A1        | day    | 2025-01-31   | dials       | 1         | 1
                """));
    Dataset<Row> touched =
        rows(
            TOUCHED,
            """
            event_date | file_id | source
            2025-01-01 | f2      | CallMeasures
            2025-01-31 | f1      | CallMeasures
            2025-02-01 | f3      | CallMeasures
            2025-01-31 | f4      | RefundMeasures
            2025-01-31 | null    | RefundMeasures
            """);

    assertRows(
        Restatements.withFiles(
            restated,
            touched,
            Map.of(
                "CallMeasures", List.of("dials"),
                "RefundMeasures", List.of("net_revenue"))),
        """
        period | kpi         | file_ids
        month  | dials       | [f1, f2]
        month  | net_revenue | [f4]
        day    | dials       | [f1]
        """);
  }
}
