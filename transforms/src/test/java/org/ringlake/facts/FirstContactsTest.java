package org.ringlake.facts;

import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class FirstContactsTest extends SparkTest {
  private static final Duration SEVEN_DAYS = Duration.ofDays(7);
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void aContactJustInsideTheWindowFollowsAndAtItsEndIsAFirstOfItsOwn() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | _customer_no | started_at          | event_date
            C1      | 1            | 2025-03-03 10:00:00 | 2025-03-03
            C2      | 1            | 2025-03-10 09:59:59 | 2025-03-10
            C3      | 2            | 2025-03-03 10:00:00 | 2025-03-03
            C4      | 2            | 2025-03-10 10:00:00 | 2025-03-10
            """);

    assertRows(
        firsts(calls),
        """
        call_id | is_resolved
        C1      | false
        C3      | true
        C4      | true
        """);
  }

  @Test
  void eachContactIsComparedWithTheOneBeforeItFirstOrNot() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | _customer_no | started_at          | event_date
            C1      | 1            | 2025-03-01 10:00:00 | 2025-03-01
            C2      | 1            | 2025-03-07 10:00:00 | 2025-03-07
            C3      | 1            | 2025-03-13 10:00:00 | 2025-03-13
            C4      | 1            | 2025-03-20 10:00:00 | 2025-03-20
            """);

    assertRows(firsts(calls), "call_id|is_resolved\nC1|false\nC4|true\n");
  }

  @Test
  void anotherAgentInEitherDirectionFollowsToo() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | agent_id | direction | _customer_no | started_at          | event_date
            C1      | A1       | inbound   | 1            | 2025-03-03 10:00:00 | 2025-03-03
            C2      | A2       | outbound  | 1            | 2025-03-03 10:00:01 | 2025-03-03
            """);

    assertRows(firsts(calls), "call_id|agent_id|is_resolved\nC1|A1|false\n");
  }

  @Test
  void ofContactsThatBeganTogetherTheLowestCallIsFirstAndIsFollowed() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | _customer_no | started_at          | event_date
            C10     | 1            | 2025-03-03 10:00:00 | 2025-03-03
            C9      | 1            | 2025-03-03 10:00:00 | 2025-03-03
            """);

    assertRows(firsts(calls), "call_id|is_resolved\nC10|false\n");
  }

  @Test
  void topicsAreApartAndNoTopicIsATopicOfItsOwn() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | topic   | _customer_no | started_at          | event_date
            C1      | billing | 1            | 2025-03-03 10:00:00 | 2025-03-03
            C2      | null    | 1            | 2025-03-03 11:00:00 | 2025-03-03
            C3      | null    | 1            | 2025-03-03 12:00:00 | 2025-03-03
            C4      | moving  | 1            | 2025-03-03 13:00:00 | 2025-03-03
            """);

    assertRows(firsts(calls), "call_id|is_resolved\nC1|true\nC2|false\nC4|true\n");
  }

  @Test
  void onlyContactsOfPeopleWithAKnownCustomerAreLookedAt() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | disposition | _customer_no | started_at          | event_date
            C1      | null       | answered    | 1            | 2025-03-03 10:00:00 | 2025-03-03
            C2      | bot        | answered    | 1            | 2025-03-03 11:00:00 | 2025-03-03
            C3      | null       | no_answer   | 1            | 2025-03-03 12:00:00 | 2025-03-03
            C4      | null       | voicemail   | 1            | 2025-03-03 13:00:00 | 2025-03-03
            C5      | null       | answered    | null         | 2025-03-03 10:00:00 | 2025-03-03
            C6      | null       | answered    | null         | 2025-03-03 11:00:00 | 2025-03-03
            """);

    assertRows(firsts(calls), "call_id|is_resolved\nC1|true\n");
  }

  @Test
  void aWindowIsOverWhenItsLastDayIsBeforeAsOf() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | _customer_no | started_at          | event_date
            C1      | 1            | 2025-03-24 00:00:00 | 2025-03-24
            C2      | 2            | 2025-03-24 00:00:01 | 2025-03-24
            """);

    assertRows(firsts(calls), "call_id|is_resolved\nC1|true\n");
  }

  @Test
  void callsAfterAsOfAreNotLookedAt() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | _customer_no | started_at          | event_date
            C1      | 1            | 2025-03-23 23:59:59 | 2025-03-23
            C2      | 1            | 2025-04-01 00:00:00 | 2025-04-01
            """);

    assertRows(firsts(calls), "call_id|is_resolved\nC1|true\n");
  }

  @Test
  void whereClocksChangeSevenDaysStillAre168Hours() {
    // clocks went forward in New York on 9 March: C2 began 167 hours after C1, C4 began 168 after
    // C3
    inZone(
        "America/New_York",
        () -> {
          Dataset<Row> calls =
              contacts(
                  """
                  call_id | _customer_no | started_at          | event_date
                  C1      | 1            | 2025-03-03 10:00:00 | 2025-03-03
                  C2      | 1            | 2025-03-10 10:00:00 | 2025-03-10
                  C3      | 2            | 2025-03-03 23:30:00 | 2025-03-03
                  C4      | 2            | 2025-03-11 00:30:00 | 2025-03-11
                  """);
          assertRows(firsts(calls), "call_id|is_resolved\nC1|false\nC3|true\nC4|true\n");
          assertRows(
              FirstContacts.from(
                  calls, SEVEN_DAYS, CountedDays.of(List.of(LocalDate.of(2025, 3, 3)), AS_OF)),
              "call_id|is_resolved\nC1|false\nC3|true\n");
        });
  }

  @Test
  void oneDayAloneSeesTheContactsAroundIt() {
    Dataset<Row> calls =
        contacts(
            """
            call_id | _customer_no | started_at          | event_date
            C1      | 1            | 2025-03-03 10:00:00 | 2025-03-03
            C2      | 1            | 2025-03-10 09:59:59 | 2025-03-10
            C3      | 2            | 2025-03-10 09:00:00 | 2025-03-10
            C4      | 2            | 2025-03-17 08:59:59 | 2025-03-17
            """);

    assertRows(
        FirstContacts.from(
            calls, SEVEN_DAYS, CountedDays.of(List.of(LocalDate.of(2025, 3, 10)), AS_OF)),
        "call_id|is_resolved\nC3|false\n");
  }

  private void inZone(String zone, Runnable test) {
    String before = spark().conf().get("spark.sql.session.timeZone");
    spark().conf().set("spark.sql.session.timeZone", zone);
    try {
      test.run();
    } finally {
      spark().conf().set("spark.sql.session.timeZone", before);
    }
  }

  private Dataset<Row> contacts(String table) {
    return rows(Silver.CALLS, table).withColumn("disposition", lit("answered"));
  }

  private static Dataset<Row> firsts(Dataset<Row> calls) {
    return FirstContacts.from(calls, SEVEN_DAYS, CountedDays.upTo(AS_OF));
  }
}
