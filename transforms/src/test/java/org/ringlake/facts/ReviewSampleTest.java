package org.ringlake.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.ReviewSample.Request;
import org.ringlake.staging.Silver;

final class ReviewSampleTest extends SparkTest {
  private static final QualityRules RULES =
      new QualityRules(Set.of(), Set.of("稳赚"), Set.of(), Set.of(), Set.of("理解"));

  /** Agent A1 has 40 contacts, A2 20, A3 three, and five belong to nobody. */
  private Dataset<Row> centre() {
    StringBuilder table = new StringBuilder("call_id|agent_id|disposition|event_date\n");
    Map<String, Integer> contacts = Map.of("A1", 40, "A2", 20, "A3", 3, "null", 5);
    contacts.forEach(
        (agent, count) -> {
          for (int i = 0; i < count; i++) {
            table.append("%s-%d|%s|answered|2025-03-%02d%n".formatted(agent, i, agent, 1 + i % 28));
          }
        });
    return rows(Silver.CALLS, table.toString());
  }

  @Test
  void everyAgentGetsTheSameShareAsLongAsThereAreCalls() {
    assertThat(perAgent(sample(centre(), 8, 1)))
        .isEqualTo(Map.of("A1", 2, "A2", 2, "A3", 2, "none", 2));
    assertThat(perAgent(sample(centre(), 30, 1)))
        .isEqualTo(Map.of("A1", 11, "A2", 11, "A3", 3, "none", 5));
    assertThat(sample(centre(), 1_000, 1)).hasSize(68);
  }

  @Test
  void theSameSeedPicksTheSameWhateverThePartitioning() {
    List<String> once = sample(centre(), 12, 7);

    assertThat(sample(centre().repartition(5), 12, 7)).isEqualTo(once);
    assertThat(sample(centre().orderBy("event_date").coalesce(1), 12, 7)).isEqualTo(once);
    assertThat(sample(centre(), 12, 8)).isNotEqualTo(once);
  }

  @Test
  void aSmallerSampleIsTheBeginningOfALargerOne() {
    List<String> large = sample(centre(), 40, 7);

    assertThat(sample(centre(), 13, 7)).isEqualTo(large.subList(0, 13));
  }

  @Test
  void theOrderIsNotThatOfTheCalls() {
    List<String> ids = sample(centre(), 68, 7).stream().filter(id -> id.startsWith("A1")).toList();
    List<String> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);

    assertThat(ids).isNotEqualTo(sorted).hasSize(40);
  }

  @Test
  void onlyContactsOfHumansInTheRangeAndOfTheAgentArePicked() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | agent_kind | disposition | direction | event_date
            C1      | A1       | null       | answered    | null      | 2025-03-01
            C2      | A1       | human      | answered    | inbound   | 2025-03-02
            C3      | A1       | bot        | answered    | outbound  | 2025-03-02
            C4      | A1       | human      | voicemail   | outbound  | 2025-03-02
            C5      | A2       | human      | answered    | outbound  | 2025-03-03
            C6      | A1       | human      | answered    | outbound  | 2025-03-03
            C7      | A1       | human      | answered    | outbound  | 2025-03-04
            C8      | A1       | human      | answered    | outbound  | 2025-02-28
            """);
    Optional<LocalDate> from = Optional.of(LocalDate.of(2025, 3, 1));
    Optional<LocalDate> to = Optional.of(LocalDate.of(2025, 3, 3));

    assertThat(ids(calls, new Request(9, 1, from, to, Optional.empty())))
        .containsExactlyInAnyOrder("C1", "C2", "C5", "C6");
    assertThat(ids(calls, new Request(9, 1, from, to, Optional.of("A1"))))
        .containsExactlyInAnyOrder("C1", "C2", "C6");
    assertThat(ids(calls, new Request(9, 1, Optional.empty(), from, Optional.empty())))
        .containsExactlyInAnyOrder("C1", "C8");
  }

  @Test
  void whatTheTranscriptSaysAndWhetherSomebodyReviewedTheCallStandsBeside() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | campaign_id | disposition | talk_seconds | transcript
            C1      | A1       | K1          | answered    | 60           | 稳赚,稳赚,我理解
            C2      | A2       | null        | answered    | 70           | null
            """);
    Dataset<Row> reviews =
        rows(
            Silver.REVIEWS,
            """
            review_id | call_id | source
            R1        | C1      | automatic
            R2        | C2      | null
            R3        | C2      | human
            """);

    Dataset<Row> sample = ReviewSample.from(calls, reviews, RULES, everybody(9, 1));

    assertRows(
        sample,
        """
        call_id | agent_id | campaign_id | talk_seconds | violations | script_score | empathy_phrases | is_reviewed
        C1      | A1       | K1          | 60           | 2          | null         | 1               | false
        C2      | A2       | null        | 70           | null       | null         | null            | true
        """);
    assertThat(sample.columns()).doesNotContain("transcript", "phone", "customer_key");
  }

  @Test
  void anImpossibleRequestSaysWhatToWriteInstead() {
    assertRefused(() -> everybody(0, 1), "the sample is 0 calls; use one or more");
    LocalDate day = LocalDate.of(2025, 3, 2);
    assertRefused(
        () -> new Request(1, 1, Optional.of(day), Optional.of(day.minusDays(1)), Optional.empty()),
        "the first day, 2025-03-02, is after the last, 2025-03-01; swap them");
    assertThat(new Request(1, 1, Optional.of(day), Optional.of(day), Optional.empty()).size())
        .isEqualTo(1);
  }

  private static void assertRefused(Supplier<Request> request, String message) {
    assertThatThrownBy(request::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Request everybody(int size, long seed) {
    return new Request(size, seed, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private List<String> sample(Dataset<Row> calls, int size, long seed) {
    return ids(calls, everybody(size, seed));
  }

  private List<String> ids(Dataset<Row> calls, Request request) {
    return ReviewSample.from(calls, rows(Silver.REVIEWS, "review_id\n"), RULES, request)
        .select("call_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Map<String, Integer> perAgent(List<String> ids) {
    Map<String, Integer> counts = new HashMap<>();
    ids.forEach(
        id -> counts.merge(id.startsWith("null") ? "none" : id.substring(0, 2), 1, Integer::sum));
    return counts;
  }
}
