package org.ringlake.measures;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Silver;

final class CallMeasuresTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void onlyDialsByPeopleToAKnownCustomerAreToCustomers() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | direction | disposition | _customer_no | event_date
            C1      | null       | null      | busy        | 1            | 2025-03-03
            C2      | null       | null      | busy        | null         | 2025-03-03
            C3      | null       | inbound   | answered    | 1            | 2025-03-03
            C4      | bot        | null      | busy        | 1            | 2025-03-03
            """);

    assertRows(
        events(feeds(calls)).filter("dials_to_customers = 1"),
        "event_id|dials_to_customers\nC1|1\n");
  }

  @Test
  void aLiveAnswerIsAbandonedWhenNobodyJoinedOrOnlyAfterMoreThanTwoSeconds() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | direction | disposition | connect_delay_seconds | event_date
            C1      | null       | null      | abandoned   | null                  | 2025-03-03
            C2      | null       | null      | abandoned   | 3                     | 2025-03-03
            C3      | null       | null      | answered    | 2                     | 2025-03-03
            C4      | null       | null      | answered    | 3                     | 2025-03-03
            C5      | null       | null      | answered    | null                  | 2025-03-03
            C6      | null       | null      | voicemail   | 9                     | 2025-03-03
            C7      | null       | inbound   | abandoned   | null                  | 2025-03-03
            C8      | null       | inbound   | answered    | 9                     | 2025-03-03
            C9      | bot        | null      | abandoned   | null                  | 2025-03-03
            """);

    assertRows(
        events(feeds(calls)).filter("live_answers + abandoned_calls > 0"),
        """
        event_id | live_answers | abandoned_calls | outbound_contacts
        C1       | 1            | 1               | 0
        C2       | 1            | 1               | 0
        C3       | 1            | 0               | 1
        C4       | 1            | 1               | 1
        C5       | 1            | 0               | 1
        """);
  }

  @Test
  void diallingIsAllowedFromTheFirstMinuteUntilBeforeTheLast() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | direction | disposition | event_date | started_at
            C1      | null       | null      | busy        | 2025-03-03 | 2025-03-03 07:59:59
            C2      | null       | null      | busy        | 2025-03-03 | 2025-03-03 08:00:00
            C3      | null       | null      | busy        | 2025-03-03 | 2025-03-03 20:59:59
            C4      | null       | null      | busy        | 2025-03-03 | 2025-03-03 21:00:00
            C5      | null       | null      | busy        | 2025-03-03 | 2025-03-03 00:00:00
            C6      | null       | inbound   | answered    | 2025-03-03 | 2025-03-03 03:00:00
            C7      | bot        | null      | busy        | 2025-03-03 | 2025-03-03 03:00:00
            """);

    assertRows(events(feeds(calls)).filter("off_hours_dials = 1"), "event_id\nC1\nC4\nC5\n");
  }

  @Test
  void theHourIsThatOfTheBusinessZonesClockAlsoWhereClocksChange() {
    Dataset<Row> instants =
        rows(
            Silver.CALLS,
            """
            call_id | disposition | event_date | started_at
            C1      | busy        | 2025-03-08 | 2025-03-08 12:59:59
            C2      | busy        | 2025-03-08 | 2025-03-08 13:00:00
            C3      | busy        | 2025-03-09 | 2025-03-09 11:59:59
            C4      | busy        | 2025-03-09 | 2025-03-09 12:00:00
            """);
    // as written, in UTC; the rows must keep those instants when the zone changes
    Dataset<Row> calls = spark().createDataFrame(instants.collectAsList(), Silver.CALLS);
    String zone = spark().conf().get("spark.sql.session.timeZone");
    spark().conf().set("spark.sql.session.timeZone", "America/New_York");
    try {
      assertRows(events(feeds(calls)).filter("off_hours_dials = 1"), "event_id\nC1\nC3\n");
    } finally {
      spark().conf().set("spark.sql.session.timeZone", zone);
    }
  }

  @Test
  void aDialBreachesFromTheCustomersDoNotCallDayOn() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | direction | disposition | _customer_no | event_date
            C1      | null       | null      | busy        | 1            | 2025-03-02
            C2      | null       | null      | busy        | 1            | 2025-03-03
            C3      | null       | null      | busy        | 1            | 2025-03-04
            C4      | null       | inbound   | answered    | 1            | 2025-03-04
            C5      | bot        | null      | busy        | 1            | 2025-03-04
            C6      | null       | null      | busy        | 2            | 2025-03-04
            C7      | null       | null      | busy        | 3            | 2025-03-04
            C8      | null       | null      | busy        | null         | 2025-03-04
            """);
    Dataset<Row> customers =
        rows(
            Silver.CUSTOMERS,
            "_customer_no|do_not_call_from\n1|2025-03-03\n2|null\n9|2025-01-01\n");

    assertRows(
        events(feeds(calls).with(Customers.NAME, customers)).filter("do_not_call_breaches = 1"),
        "event_id\nC2\nC3\n");
  }

  private FewFeeds feeds(Dataset<Row> calls) {
    return new FewFeeds(spark()).with(Calls.NAME, calls);
  }

  private static Dataset<Row> events(FewFeeds feeds) {
    return new CallMeasures().events(feeds, feeds.rules(), CountedDays.upTo(AS_OF));
  }
}
