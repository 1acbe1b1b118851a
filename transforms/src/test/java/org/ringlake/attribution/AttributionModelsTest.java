package org.ringlake.attribution;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.time.YearMonth;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.DealCredits;

/** The table of agents' effects and classical credits, on the published answer and after it. */
final class AttributionModelsTest extends SparkTest {
  private static final int DECEMBER = PathTransitions.index(YearMonth.of(2024, 12));

  @Test
  void creditsAreSharesOfAllThatWasPostedUpToTheMonthsEnd() {
    // given: G twice, M, and G > M won in January, G lost; M won in March
    Dataset<Row> steps =
        rows(
                MarkovFitsTest.STEP,
                """
                month | from | to   | is_conversion | count
                1     | null | G    | false         | 4
                1     | null | M    | false         | 1
                1     | G    | M    | false         | 1
                1     | G    | null | true          | 2
                1     | G    | null | false         | 1
                1     | M    | null | true          | 2
                3     | null | M    | false         | 1
                3     | M    | null | true          | 1
                """)
            .withColumn(PathTransitions.MONTH, col(PathTransitions.MONTH).plus(DECEMBER));
    Dataset<Row> credits =
        rows(
            DealCredits.SCHEMA,
            """
            model  | deal_id | refund_id | agent_id     | weight | net_revenue | posted_on
            markov | D1      | null      | G            | 1      | 100.00      | 2025-01-01
            markov | D2      | null      | G            | 1      | 100.00      | 2025-01-10
            markov | D3      | null      | M            | 1      | 100.00      | 2025-01-31
            markov | D4      | null      | G            | 0.6    | 60.00       | 2025-01-31
            markov | D4      | null      | M            | 0.4    | 40.00       | 2025-01-31
            linear | D4      | null      | G            | 0.5    | 50.00       | 2025-01-31
            linear | D4      | null      | M            | 0.5    | 50.00       | 2025-01-31
            markov | D5      | null      | unattributed | 1      | 1000.00     | 2025-01-31
            markov | D1      | R1        | G            | 0      | -50.00      | 2025-02-28
            markov | D6      | null      | M            | 1      | 150.00      | 2025-03-01
            markov | D2      | R2        | G            | 0      | -10.00      | 2025-04-01
            markov | D7      | null      | G            | 1      | 7.00        | 2025-04-01
            """);
    MarkovFits fits =
        MarkovFits.of(
            PathTransitions.inOrder(steps).toLocalIterator(),
            LocalDate.of(2025, 4, 5),
            MarkovFits.none());

    // when
    Dataset<Row> models =
        spark()
            .createDataFrame(
                AttributionModels.of(
                    fits, AttributionModels.monthlyTotals(credits).collectAsList()),
                AttributionModels.SCHEMA);

    // then: by March's end P = 5/6, of which 1/3 is left without G, and 1/3 without M
    assertRows(
        models.selectExpr(
            "model",
            "agent_id",
            "round(removal_effect, 12) AS removal_effect",
            "round(share, 12) AS share",
            "round(conversions, 12) AS conversions",
            "round(value, 9) AS value",
            "fitted_as_of"),
        """
        model  | agent_id | removal_effect | share | conversions | value | fitted_as_of
        markov | G        | 0.75           | 0.6   | 2.4         | 240.0 | 2025-01-31
        markov | M        | 0.5            | 0.4   | 1.6         | 160.0 | 2025-01-31
        markov | G        | 0.75           | 0.6   | 2.4         | 210.0 | 2025-02-28
        markov | M        | 0.5            | 0.4   | 1.6         | 140.0 | 2025-02-28
        markov | G        | 0.6            | 0.5   | 2.5         | 250.0 | 2025-03-31
        markov | M        | 0.6            | 0.5   | 2.5         | 250.0 | 2025-03-31
        """);
  }

  @Test
  void withoutAWonDealNobodyHasAShare() {
    Dataset<Row> steps =
        rows(
                MarkovFitsTest.STEP,
                """
                month | from | to   | is_conversion | count
                1     | null | G    | false         | 1
                1     | G    | null | false         | 1
                """)
            .withColumn(PathTransitions.MONTH, col(PathTransitions.MONTH).plus(DECEMBER));
    MarkovFits fits =
        MarkovFits.of(steps.toLocalIterator(), LocalDate.of(2025, 2, 1), MarkovFits.none());
    Dataset<Row> noTotals = AttributionModels.monthlyTotals(rows(DealCredits.SCHEMA, "deal_id\n"));

    assertRows(
        spark()
            .createDataFrame(
                AttributionModels.of(fits, noTotals.collectAsList()), AttributionModels.SCHEMA),
        """
        agent_id | removal_effect | share | conversions | value | fitted_as_of
        G        | 0.0            | 0.0   | 0.0         | 0.0   | 2025-01-31
        """);
  }
}
