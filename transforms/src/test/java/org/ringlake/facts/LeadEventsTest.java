package org.ringlake.facts;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Silver;

final class LeadEventsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void creationEnquiryAndVisitEachHaveTheirOwnDayAndTheTeamOfThatDay() {
    Dataset<Row> leads =
        rows(
            Silver.LEADS,
            """
            lead_id | agent_id | class   | event_date | created_at          | enquiry_sent_at     | visited_at
            L1      | A1       | A       | 2025-03-01 | 2025-03-01 10:00:00 | 2025-03-02 23:59:59 | 2025-03-03 00:00:00
            L2      | null     | invalid | 2025-03-31 | 2025-03-31 23:59:59 | 2025-04-01 00:00:00 | null
            """);
    Dataset<Row> agents =
        rows(Silver.AGENTS, "agent_id|team_id|valid_from\nA1|T1|null\nA1|T2|2025-03-03\n");

    assertRows(
        events(feeds(leads, rows(Silver.DEALS, "deal_id\n")).with(Agents.NAME, agents)),
        """
        lead_id | what         | event_date | agent_id | team_id
        L1      | created      | 2025-03-01 | A1       | T1
        L1      | enquiry_sent | 2025-03-02 | A1       | T1
        L1      | visited      | 2025-03-03 | A1       | T2
        L2      | created      | 2025-03-31 | null     | null
        """);
  }

  @Test
  void anAOrBLeadIsConvertedByADealWonFromItsCreationOnUntilAsOf() {
    Dataset<Row> leads =
        rows(
            Silver.LEADS,
            """
            lead_id | class   | _customer_no | event_date | created_at
            L1      | A       | 1            | 2025-03-10 | 2025-03-10 12:00:00
            L2      | B       | 2            | 2025-03-10 | 2025-03-10 12:00:00
            L3      | A       | 3            | 2025-03-10 | 2025-03-10 12:00:00
            L4      | A       | 4            | 2025-03-10 | 2025-03-10 12:00:00
            L5      | C       | 1            | 2025-03-10 | 2025-03-10 12:00:00
            L6      | invalid | 1            | 2025-03-10 | 2025-03-10 12:00:00
            L7      | A       | null         | 2025-03-10 | 2025-03-10 12:00:00
            L8      | A       | 5            | 2025-03-10 | 2025-03-10 12:00:00
            """);
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | _customer_no | event_date | closed_at
            D1      | won    | 1            | 2025-03-10 | 2025-03-10 12:00:00
            D2      | won    | 2            | 2025-03-10 | 2025-03-10 11:59:59
            D3      | won    | 3            | 2025-04-01 | 2025-04-01 00:00:00
            D4      | lost   | 4            | 2025-03-11 | 2025-03-11 12:00:00
            D5      | won    | null         | 2025-03-11 | 2025-03-11 12:00:00
            D6      | won    | 5            | 2025-03-09 | 2025-03-09 12:00:00
            D7      | won    | 5            | 2025-03-31 | 2025-03-31 23:59:59
            """);

    assertRows(
        events(feeds(leads, deals)).filter("is_converted"),
        "lead_id|what\nL1|created\nL8|created\n");
  }

  private FewFeeds feeds(Dataset<Row> leads, Dataset<Row> deals) {
    return new FewFeeds(spark()).with(Leads.NAME, leads).with(Deals.NAME, deals);
  }

  private static Dataset<Row> events(FewFeeds feeds) {
    return LeadEvents.from(feeds, CountedDays.upTo(AS_OF));
  }
}
