package org.ringlake.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.QualityRules.ScriptItem;
import org.ringlake.staging.Silver;

final class AutomaticReviewsTest extends SparkTest {
  private static final QualityRules RULES = rules(Set.of());

  private static QualityRules rules(Set<String> campaigns) {
    return new QualityRules(
        campaigns,
        Set.of("稳赚", "no risk"),
        Set.of(),
        Set.of(
            new ScriptItem("greeting", Set.of("您好", "hello"), Set.of()),
            new ScriptItem("recording", Set.of("录音", "recorded"), Set.of()),
            new ScriptItem("closing", Set.of("再见", "goodbye"), Set.of())),
        Set.of("理解", "i understand"));
  }

  @Test
  void aTranscriptBecomesAReviewOfItsCall() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | team_id | campaign_id | disposition | event_date | started_at          | file_id | transcript
            C1      | A1       | T1      | K1          | answered    | 2025-03-02 | 2025-03-02 09:00:00 | F1      | 您好,稳赚不赔。我理解,理解。
            C2      | null     | null    | null        | answered    | 2025-03-03 | 2025-03-03 10:00:00 | F2      | Hello, this call is recorded. Goodbye.
            """);

    assertRows(
        AutomaticReviews.from(calls, RULES),
        """
        review_id | call_id | reviewed_at         | source    | violations | script_score | empathy_phrases | agent_id | team_id | campaign_id | event_date | file_id
        auto:C1   | C1      | 2025-03-02 09:00:00 | automatic | 1          | 33.333300    | 2               | A1       | T1      | K1          | 2025-03-02 | F1
        auto:C2   | C2      | 2025-03-03 10:00:00 | automatic | 0          | 100.000000   | 0               | null     | null    | null        | 2025-03-03 | F2
        """);
    assertRows(
        AutomaticReviews.from(calls, RULES),
        """
        call_id | information_accurate | emotional_stability | pressure_resistance | mood_start | mood_end | is_exemplary
        C1      | null                 | null                | null                | null       | null     | null
        C2      | null                 | null                | null                | null       | null     | null
        """);
  }

  @Test
  void onlyContactsOfHumansWithATranscriptAreReviewed() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | direction | disposition | transcript
            C1      | null       | null      | answered    | 您好
            C2      | human      | inbound   | answered    | 您好
            C3      | bot        | outbound  | answered    | 您好
            C4      | human      | outbound  | voicemail   | 您好
            C5      | human      | outbound  | answered    | null
            C6      | human      | outbound  | answered    |
            """);

    assertRows(AutomaticReviews.from(calls, RULES), "call_id\nC1\nC2\n");
  }

  @Test
  void aTranscriptOfBlanksIsNone() {
    Dataset<Row> calls =
        rows(Silver.CALLS, "call_id|disposition|transcript\nC1|answered|x\n")
            .withColumn("transcript", org.apache.spark.sql.functions.lit(" \n\t\u3000\u00a0"));

    assertThat(AutomaticReviews.from(calls, RULES).isEmpty()).isTrue();
  }

  @Test
  void whereCampaignsAreNamedOnlyTheirCallsAreReviewed() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | campaign_id | disposition | transcript
            C1      | K1          | answered    | 您好
            C2      | K2          | answered    | 您好
            C3      | null        | answered    | 您好
            """);

    assertRows(AutomaticReviews.from(calls, rules(Set.of("K1", "K3"))), "call_id\nC1\n");
  }

  @Test
  void rulesThatLookForNothingReviewNothing() {
    Dataset<Row> calls = rows(Silver.CALLS, "call_id|disposition|transcript\nC1|answered|您好\n");

    assertThat(AutomaticReviews.from(calls, QualityRules.NONE).isEmpty()).isTrue();
  }

  @Test
  void columnsHaveTheTypesOfSilverReviews() {
    Dataset<Row> reviews = AutomaticReviews.from(rows(Silver.CALLS, "call_id\n"), RULES);

    for (StructField column : Silver.REVIEWS.fields()) {
      assertThat(reviews.schema().apply(column.name()).dataType())
          .as(column.name())
          .isEqualTo(column.dataType());
    }
  }

  @Test
  void aTranscriptIsLookedThroughOnce() {
    // spread out, for an answer to a local table would be part of the plan
    Dataset<Row> calls =
        rows(Silver.CALLS, "call_id|disposition|transcript\nC1|answered|您好\n").repartition(2);

    String plan = AutomaticReviews.from(calls, RULES).queryExecution().optimizedPlan().toString();

    assertThat(plan.split("UDF\\(", -1)).as(plan).hasSize(2);
  }
}
