package org.ringlake.facts;

import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Silver;

final class LastTouchesTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void aTouchBeganAfterTheLookBackAndNotAfterClosing() {
    Dataset<Row> deals =
        deals(
            """
            deal_id | _customer_no
            D1      | 1
            D2      | 2
            D3      | 3
            D4      | 4
            """);
    Dataset<Row> calls =
        contacts(
            """
            call_id | agent_id | _customer_no | started_at          | event_date
            C1      | A1       | 1            | 2025-03-10 12:00:00 | 2025-03-10
            C2      | A2       | 2            | 2025-03-10 12:00:01 | 2025-03-10
            C3      | A3       | 3            | 2025-03-20 12:00:00 | 2025-03-20
            C4      | A4       | 4            | 2025-03-20 12:00:01 | 2025-03-20
            """);

    assertRows(
        touches(deals, calls),
        """
        deal_id | agent_id
        D1      | owner
        D2      | A2
        D3      | A3
        D4      | owner
        """);
  }

  @Test
  void theLatestContactCountsAndOfTwoThatBeganTogetherTheGreaterCall() {
    Dataset<Row> deals = deals("deal_id|_customer_no\nD1|1\nD2|2\n");
    Dataset<Row> calls =
        contacts(
            """
            call_id | agent_id | direction | _customer_no | started_at          | event_date
            C9      | A1       | null      | 1            | 2025-03-19 12:00:00 | 2025-03-19
            C1      | A2       | inbound   | 1            | 2025-03-19 12:00:01 | 2025-03-19
            C2      | A4       | null      | 2            | 2025-03-19 12:00:00 | 2025-03-19
            C3      | A3       | null      | 2            | 2025-03-19 12:00:00 | 2025-03-19
            """);

    assertRows(touches(deals, calls), "deal_id|agent_id\nD1|A2\nD2|A3\n");
  }

  @Test
  void botsAndUnansweredCallsAreNoTouchesAndADealWithoutCustomerIsItsOwners() {
    Dataset<Row> deals = deals("deal_id|_customer_no\nD1|1\nD2|null\n");
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | agent_kind | disposition | _customer_no | started_at          | event_date
            C1      | A1       | bot        | answered    | 1            | 2025-03-19 12:00:00 | 2025-03-19
            C2      | A2       | null       | voicemail   | 1            | 2025-03-19 12:00:00 | 2025-03-19
            C3      | A3       | null       | answered    | null         | 2025-03-19 12:00:00 | 2025-03-19
            """);

    assertRows(touches(deals, calls), "deal_id|agent_id\nD1|owner\nD2|owner\n");
  }

  @Test
  void aLastTouchByNobodyTheRosterKnowsIsNobodys() {
    Dataset<Row> deals = deals("deal_id|_customer_no\nD1|1\n");
    Dataset<Row> calls =
        contacts(
            """
            call_id | agent_id | _customer_no | started_at          | event_date
            C1      | A1       | 1            | 2025-03-19 11:00:00 | 2025-03-19
            C2      | null     | 1            | 2025-03-19 12:00:00 | 2025-03-19
            """);

    assertRows(touches(deals, calls), "deal_id|agent_id|team_id\nD1|null|null\n");
  }

  @Test
  void theTeamIsTheTouchingAgentsOnTheClosingDayAndTheOwnersIsTheDeals() {
    Dataset<Row> deals = deals("deal_id|_customer_no\nD1|1\nD2|2\n");
    Dataset<Row> calls =
        contacts(
            """
            call_id | agent_id | team_id | _customer_no | started_at          | event_date
            C1      | A1       | T1      | 1            | 2025-03-19 12:00:00 | 2025-03-19
            """);
    Dataset<Row> agents =
        rows(
            Silver.AGENTS,
            """
            agent_id | team_id | valid_from
            A1       | T1      | null
            A1       | T2      | 2025-03-20
            A1       | T3      | 2025-03-21
            owner    | T8      | null
            """);

    assertRows(
        LastTouches.from(
            feeds(deals, calls).with(Agents.NAME, agents),
            Duration.ofDays(10),
            CountedDays.upTo(AS_OF)),
        "deal_id|agent_id|team_id\nD1|A1|T2\nD2|owner|T9\n");
  }

  @Test
  void onlyWonDealsUpToAsOfAreConversions() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | agent_id | status | event_date | closed_at
            D1      | owner    | won    | 2025-03-31 | 2025-03-31 23:59:59
            D2      | owner    | won    | 2025-04-01 | 2025-04-01 00:00:00
            D3      | owner    | lost   | 2025-03-31 | 2025-03-31 12:00:00
            D4      | owner    | open   | 2025-03-31 | 2025-03-31 12:00:00
            """);

    assertRows(touches(deals, contacts("call_id\n")), "deal_id\nD1\n");
  }

  /** Won at noon of 20 March. */
  private Dataset<Row> deals(String table) {
    return rows(Silver.DEALS, table)
        .selectExpr(
            "deal_id",
            "_customer_no",
            "'owner' AS agent_id",
            "'T9' AS team_id",
            "'won' AS status",
            "DATE'2025-03-20' AS event_date",
            "TIMESTAMP'2025-03-20 12:00:00' AS closed_at");
  }

  private Dataset<Row> contacts(String table) {
    return rows(Silver.CALLS, table).withColumn("disposition", lit("answered"));
  }

  private Dataset<Row> touches(Dataset<Row> deals, Dataset<Row> calls) {
    return LastTouches.from(feeds(deals, calls), Duration.ofDays(10), CountedDays.upTo(AS_OF));
  }

  private FewFeeds feeds(Dataset<Row> deals, Dataset<Row> calls) {
    return new FewFeeds(spark()).with(Deals.NAME, deals).with(Calls.NAME, calls);
  }
}
