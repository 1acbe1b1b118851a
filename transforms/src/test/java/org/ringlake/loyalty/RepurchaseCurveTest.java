package org.ringlake.loyalty;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.PurchaseRows;

/** Nine customers of four years, seen on 10 March 2026. */
final class RepurchaseCurveTest extends SparkTest {
  private Dataset<Row> curve() {
    Dataset<Row> purchases =
        rows(
            PurchaseRows.SCHEMA,
            """
            _customer_no | event_date
            1            | 2025-11-15
            1            | 2025-12-15
            1            | 2026-01-15
            2            | 2025-11-15
            2            | 2025-12-16
            3            | 2025-11-15
            4            | 2025-12-31
            5            | 2025-12-31
            5            | 2026-03-05
            6            | 2024-03-09
            6            | 2026-03-09
            7            | 2024-03-10
            7            | 2026-03-09
            8            | 2023-01-15
            8            | 2025-02-20
            9            | 2026-02-20
            9            | 2026-03-01
            """);
    List<Row> counts = RepurchaseCurve.counts(purchases, LocalDate.of(2026, 3, 10)).collectAsList();
    return spark()
        .createDataFrame(RepurchaseCurve.of(counts), RepurchaseCurve.SCHEMA)
        .selectExpr(
            "cohort",
            "month",
            "at_risk",
            "bought",
            "round(share, 6) AS share",
            "round(low, 6) AS low",
            "round(high, 6) AS high");
  }

  @Test
  void everyYearOfAFirstPurchaseAndAllHave24Months() {
    assertRows(
        curve()
            .groupBy("cohort")
            .agg(
                count(lit(1)).as("rows"),
                count_distinct(col("month")).as("months"),
                min("month").as("first"),
                max("month").as("last")),
        """
        cohort | rows | months | first | last
        2023   | 24   | 24     | 1     | 24
        2024   | 24   | 24     | 1     | 24
        2025   | 24   | 24     | 1     | 24
        2026   | 24   | 24     | 1     | 24
        all    | 24   | 24     | 1     | 24
        """);
  }

  @Test
  void customersCountInTheMonthsTheyAreWatchedAndAreNotKnownAfterwards() {
    // S = 4/5, then 4/5 · 3/4; variances of log S 1/20, then 1/20 + 1/12
    assertRows(
        curve().filter("cohort = '2025' AND month IN (1, 2, 3, 4, 24)"),
        """
        month | at_risk | bought | share | low      | high
        1     | 5       | 1      | 0.2   | 0.03082  | 0.796191
        2     | 4       | 1      | 0.4   | 0.118244 | 0.87427
        3     | 1       | 0      | 0.4   | 0.118244 | 0.87427
        4     | 0       | 0      | null  | null     | null
        24    | 0       | 0      | null  | null     | null
        """);
  }

  @Test
  void sharesOfNothingAndOfAllHaveNoBand() {
    assertRows(
        curve().filter("cohort <> 'all' AND cohort <> '2025' AND month IN (1, 23, 24)"),
        """
        cohort | month | at_risk | bought | share | low  | high
        2023   | 1     | 1       | 0      | 0.0   | null | null
        2023   | 23    | 1       | 0      | 0.0   | null | null
        2023   | 24    | 1       | 0      | 0.0   | null | null
        2024   | 1     | 2       | 0      | 0.0   | null | null
        2024   | 23    | 2       | 0      | 0.0   | null | null
        2024   | 24    | 1       | 1      | 1.0   | null | null
        2026   | 1     | 0       | 0      | null  | null | null
        2026   | 23    | 0       | 0      | null  | null | null
        2026   | 24    | 0       | 0      | null  | null | null
        """);
  }

  @Test
  void allAreTheCustomersOfEveryYearTogether() {
    // S = 7/8, 7/8 · 6/7, that · 1/2; variances of log S 1/56, + 1/42, + 1/2
    assertRows(
        curve().filter("cohort = 'all' AND month IN (1, 2, 3, 4, 23, 24)"),
        """
        month | at_risk | bought | share | low      | high
        1     | 8       | 1      | 0.125 | 0.018607 | 0.613
        2     | 7       | 1      | 0.25  | 0.069102 | 0.685193
        3     | 4       | 0      | 0.25  | 0.069102 | 0.685193
        4     | 3       | 0      | 0.25  | 0.069102 | 0.685193
        23    | 3       | 0      | 0.25  | 0.069102 | 0.685193
        24    | 2       | 1      | 0.625 | 0.201773 | 0.986001
        """);
  }

  @Test
  void withoutPurchasesThereIsNoCohort() {
    Dataset<Row> none = rows(PurchaseRows.SCHEMA, "event_date\n");

    assertRows(
        spark()
            .createDataFrame(
                RepurchaseCurve.of(
                    RepurchaseCurve.counts(none, LocalDate.of(2026, 3, 10)).collectAsList()),
                RepurchaseCurve.SCHEMA),
        "cohort\n");
  }
}
