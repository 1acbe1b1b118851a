package org.ringlake.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Reviews;
import org.ringlake.staging.Silver;

final class ReviewMeasuresTest extends MeasureSourceTest {
  ReviewMeasuresTest() {
    super(new ReviewMeasures());
  }

  @Test
  void aReviewCountsForTheAgentTeamCampaignAndDayOfItsCall() {
    FewFeeds feeds =
        reviewed(
            """
            call_id | agent_id | team_id | campaign_id | event_date
            C1      | A1       | T1      | spring      | 2025-03-03
            C2      | null     | null    | null        | 2025-03-04
            """,
            """
            review_id | call_id | event_date
            R1        | C1      | 2025-03-10
            R2        | C2      | 2025-03-10
            R3        | lost    | 2025-03-10
            """);

    assertRows(
        events(feeds),
        """
        event_id | agent_id | team_id | campaign_id | event_date | reviewed_calls
        R1       | A1       | T1      | spring      | 2025-03-03 | 1
        R2       | null     | null    | null        | 2025-03-04 | 1
        R3       | null     | null    | null        | 2025-03-10 | 1
        """);
    assertSameOnSomeDays(feeds, "2025-03-03");
    assertSameOnSomeDays(feeds, "2025-03-04", "2025-03-10");
  }

  @Test
  void ofSeveralReviewsOfACallOneIsInForce() {
    FewFeeds feeds =
        reviewed(
            "call_id|agent_id|event_date\nC1|A1|2025-03-03\nC2|A1|2025-03-03\nC3|A1|2025-03-03\n",
            """
            review_id | call_id | source    | reviewed_at         | event_date
            R1        | C1      | null      | 2025-03-04 09:00:00 | 2025-03-04
            R2        | C1      | automatic | 2025-03-05 09:00:00 | 2025-03-05
            R3        | C2      | human     | 2025-03-04 09:00:00 | 2025-03-04
            R4        | C2      | null      | 2025-03-04 09:00:01 | 2025-03-04
            R5        | C3      | automatic | 2025-03-04 09:00:00 | 2025-03-04
            R6        | C3      | automatic | 2025-03-04 09:00:00 | 2025-03-04
            """);

    assertRows(events(feeds), "event_id|reviewed_calls\nR1|1\nR4|1\nR6|1\n");
  }

  @Test
  void aReviewAfterTheAsOfDayIsNotYetInForce() {
    FewFeeds feeds =
        reviewed(
            "call_id|agent_id|event_date\nC1|A1|2025-03-31\nC2|A1|2025-03-31\n",
            """
            review_id | call_id | source    | reviewed_at         | event_date
            R1        | C1      | automatic | 2025-03-31 09:00:00 | 2025-03-31
            R2        | C1      | human     | 2025-04-01 09:00:00 | 2025-04-01
            R3        | C2      | human     | 2025-04-01 09:00:00 | 2025-04-01
            """);

    assertRows(events(feeds), "event_id\nR1\n");
  }

  @Test
  void callsOfBotsAreInNoMeasureOfReviews() {
    FewFeeds feeds =
        reviewed(
            "call_id|agent_kind|event_date\nC1|bot|2025-03-03\nC2|human|2025-03-03\n",
            "review_id|call_id|event_date\nR1|C1|2025-03-04\nR2|C2|2025-03-04\n");

    assertRows(events(feeds), "event_id\nR2\n");
  }

  @Test
  void aFindingThatWasNotLookedForIsInNoNumberOfReviewsWithIt() {
    Dataset<Row> events =
        events(
            reviewed(
                "call_id|event_date\n",
                """
                review_id | call_id | violations | script_score | information_accurate | emotional_stability | pressure_resistance | empathy_phrases | is_exemplary | event_date
                R1        | C1      | 0          | 90.5         | true                 | 80                  | 0                   | 0               | true         | 2025-03-04
                R2        | C2      | 3          | 0            | false                | 0                   | 70                  | 4               | false        | 2025-03-04
                R3        | C3      | null       | null         | null                 | null                | null                | null            | null         | 2025-03-04
                """));

    assertRows(
        events,
        """
        event_id | reviewed_calls | calls_with_violation | accuracy_reviews | accurate_reviews | exemplary_calls | empathy_reviews | empathy_phrases
        R1       | 1              | 0                    | 1                | 1                | 1               | 1               | 0
        R2       | 1              | 1                    | 1                | 0                | 0               | 1               | 4
        R3       | 1              | 0                    | 0                | 0                | 0               | 0               | 0
        """);
    assertRows(
        events,
        """
        event_id | script_reviews | script_score_e6 | stability_reviews | stability_score_e6 | pressure_reviews | pressure_score_e6
        R1       | 1              | 90500000        | 1                 | 80000000           | 1                | 0
        R2       | 1              | 0               | 1                 | 0                  | 1                | 70000000
        R3       | 0              | 0               | 0                 | 0                  | 0                | 0
        """);
  }

  @Test
  void aMoodRecoversFromNegativeToPositive() {
    assertRows(
        events(
            reviewed(
                "call_id|event_date\n",
                """
                review_id | call_id | mood_start | mood_end | event_date
                R1        | C1      | negative   | positive | 2025-03-04
                R2        | C2      | negative   | neutral  | 2025-03-04
                R3        | C3      | negative   | null     | 2025-03-04
                R4        | C4      | neutral    | positive | 2025-03-04
                R5        | C5      | null       | positive | 2025-03-04
                """)),
        """
        event_id | negative_starts | mood_recoveries
        R1       | 1               | 1
        R2       | 1               | 0
        R3       | 1               | 0
        R4       | 0               | 0
        R5       | 0               | 0
        """);
  }

  @Test
  void anotherReviewOfACallThatIsMissingTouchesTheDayOnWhichTheOneBeforeCounted() {
    String before =
        """
        review_id | call_id | reviewed_at         | event_date | file_id
        R1        | C1      | 2025-03-04 09:00:00 | 2025-03-04 | F1
        R2        | C2      | 2025-03-05 09:00:00 | 2025-03-05 | F1
        """;
    String added = "R3 | C1 | 2025-03-10 09:00:00 | 2025-03-10 | F2\n";
    FewFeeds now = reviewed("call_id|event_date\n", before + added);
    String header = before.substring(0, before.indexOf('\n') + 1);
    Dataset<Row> changed = rows(Silver.REVIEWS, header + added);

    assertThat(touched(now, Map.of(Reviews.NAME, changed)))
        .containsExactly("2025-03-04", "2025-03-10");
  }

  private FewFeeds reviewed(String calls, String reviews) {
    return feeds()
        .with(Calls.NAME, rows(Silver.CALLS, calls))
        .with(Reviews.NAME, rows(Silver.REVIEWS, reviews));
  }
}
