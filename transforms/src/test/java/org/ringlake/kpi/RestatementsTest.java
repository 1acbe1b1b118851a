package org.ringlake.kpi;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
          .add("numerator", "decimal(28,4)")
          .add("denominator", "decimal(28,4)")
          .add("value", "double");
  private static final StructType TOUCHED =
      new StructType().add("event_date", "date").add("file_id", "string").add("source", "string");

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
        Restatements.between(before, after, PUBLISHED_AS_OF),
        """
        table    | entity_id | period_start | kpi   | old_numerator | new_numerator | old_value | new_value
        gold.kpi | A1        | 2025-02-01   | dials | 6.0000        | 9.0000        | 6.0       | 9.0
        gold.kpi | A2        | 2025-02-01   | dials | 8.0000        | null          | 8.0       | null
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

    assertRows(
        Restatements.between(before, after, PUBLISHED_AS_OF),
        "kpi|old_value|new_value\nnet_revenue|null|-5.0\n");
  }

  @Test
  void theFilesAreThoseOfItsMeasuresAndItsDays() {
    Dataset<Row> restated =
        Restatements.between(
            rows(KPIS, "layer\n"),
            rows(
                KPIS,
                """
                layer | entity_id | period | period_start | kpi         | numerator | value
                agent | A1        | month  | 2025-01-01   | dials       | 1         | 1
                agent | A1        | month  | 2025-01-01   | net_revenue | 1         | 1
                agent | A1        | day    | 2025-01-31   | dials       | 1         | 1
                """),
            PUBLISHED_AS_OF);
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
