package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class CallReviewsTest extends SparkTest {
  private static final QualityRules RULES =
      new QualityRules(Set.of(), Set.of("稳赚"), Set.of(), Set.of(), Set.of());

  @Test
  void aHumanReviewGoesBeforeAnAutomaticOneThenTheNewestThenTheGreaterId() {
    Dataset<Row> reviews =
        rows(
            Silver.REVIEWS,
            """
            review_id | call_id | reviewed_at         | source    | violations
            R1        | C1      | 2025-03-05 09:00:00 | human     | 1
            R2        | C1      | 2025-03-06 09:00:00 | automatic | 2
            R3        | C2      | 2025-03-05 09:00:00 | null      | 3
            R4        | C2      | 2025-03-06 09:00:00 | automatic | 4
            R5        | C3      | 2025-03-05 09:00:00 | human     | 5
            R6        | C3      | 2025-03-05 09:00:01 | null      | 6
            R7        | C4      | 2025-03-05 09:00:00 | null      | 7
            R8        | C4      | 2025-03-05 09:00:00 | human     | 8
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | event_date
            C1      | 2025-03-01
            C2      | 2025-03-01
            C3      | 2025-03-01
            C4      | 2025-03-01
            """);

    assertRows(
        CallReviews.from(reviews, calls, QualityRules.NONE),
        """
        review_id | call_id | violations
        R1        | C1      | 1
        R3        | C2      | 3
        R6        | C3      | 6
        R8        | C4      | 8
        """);
  }

  @Test
  void aTranscriptReviewsTheCallsThatNobodyElseReviewed() {
    Dataset<Row> reviews =
        rows(
            Silver.REVIEWS,
            """
            review_id | call_id | reviewed_at         | source    | violations
            R1        | C1      | 2025-01-01 00:00:00 | null      | 0
            R2        | C2      | 2025-03-02 08:59:59 | automatic | 0
            R3        | C3      | 2025-03-02 09:00:01 | automatic | 0
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | disposition | event_date | started_at          | transcript
            C1      | answered    | 2025-03-02 | 2025-03-02 09:00:00 | 稳赚
            C2      | answered    | 2025-03-02 | 2025-03-02 09:00:00 | 稳赚
            C3      | answered    | 2025-03-02 | 2025-03-02 09:00:00 | 稳赚
            C4      | answered    | 2025-03-02 | 2025-03-02 09:00:00 | 稳赚
            C5      | answered    | 2025-03-02 | 2025-03-02 09:00:00 | null
            """);

    assertRows(
        CallReviews.from(reviews, calls, RULES),
        """
        review_id | call_id | source    | violations
        R1        | C1      | null      | 0
        auto:C2   | C2      | automatic | 1
        R3        | C3      | automatic | 0
        auto:C4   | C4      | automatic | 1
        """);
  }

  @Test
  void agentTeamCampaignAndDayAreThoseOfTheCall() {
    Dataset<Row> reviews =
        rows(
            Silver.REVIEWS,
            """
            review_id | call_id | reviewed_at         | event_date | file_id
            R1        | C1      | 2025-03-05 09:00:00 | 2025-03-05 | F1
            R2        | C2      | 2025-03-05 09:00:00 | 2025-03-05 | F1
            R3        | nowhere | 2025-03-05 09:00:00 | 2025-03-05 | F1
            R4        | nowhere | 2025-03-06 09:00:00 | 2025-03-06 | F2
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | team_id | agent_kind | campaign_id | event_date | file_id
            C1      | A1       | T1      | human      | K1          | 2025-03-01 | F9
            C2      | null     | null    | bot        | null        | 2025-03-02 | F9
            C3      | A1       | T1      | human      | K1          | 2025-03-01 | F9
            """);

    assertRows(
        CallReviews.from(reviews, calls, RULES),
        """
        review_id | call_id | agent_id | team_id | agent_kind | campaign_id | event_date | file_id
        R1        | C1      | A1       | T1      | human      | K1          | 2025-03-01 | F1
        R2        | C2      | null     | null    | bot        | null        | 2025-03-02 | F1
        R4        | nowhere | null     | null    | null       | null        | 2025-03-06 | F2
        """);
  }

  @Test
  void withoutReviewsAndTranscriptsThereIsNothing() {
    assertThat(
            CallReviews.from(
                    rows(Silver.REVIEWS, "review_id\n"), rows(Silver.CALLS, "call_id\n"), RULES)
                .isEmpty())
        .isTrue();
  }

  @Test
  void aDayAloneIsThatDayOfTheWhole() {
    Dataset<Row> reviews =
        rows(
            Silver.REVIEWS,
            """
            review_id | call_id | reviewed_at         | event_date
            R1        | C1      | 2025-03-09 09:00:00 | 2025-03-09
            R2        | C2      | 2025-03-01 09:00:00 | 2025-03-01
            R3        | nowhere | 2025-03-01 09:00:00 | 2025-03-01
            R4        | nowhere | 2025-03-09 09:00:00 | 2025-03-09
            R5        | absent  | 2025-03-01 09:00:00 | 2025-03-01
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | disposition | event_date | started_at          | transcript
            C1      | answered    | 2025-03-01 | 2025-03-01 09:00:00 | 稳赚
            C2      | answered    | 2025-03-09 | 2025-03-09 09:00:00 | null
            C3      | answered    | 2025-03-01 | 2025-03-01 09:00:00 | 稳赚
            """);

    assertRows(
        CallReviews.from(reviews, calls, RULES)
            .filter(col("event_date").cast("string").equalTo("2025-03-01")),
        """
        review_id
        R1
        R5
        auto:C3
        """);
  }
}
