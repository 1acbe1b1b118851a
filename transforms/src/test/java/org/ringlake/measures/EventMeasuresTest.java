package org.ringlake.measures;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Complaints;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Silver;

/** What each event adds to which measure, beside calls, shifts and surveys. */
final class EventMeasuresTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void firstContactsCountInTheirCampaignAndComplexTopicsApart() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | campaign_id | topic   | disposition | _customer_no | event_date | started_at
            C1      | A1       | spring      | billing | answered    | 1            | 2025-03-03 | 2025-03-03 10:00:00
            C2      | A2       | null        | billing | answered    | 1            | 2025-03-04 | 2025-03-04 10:00:00
            C3      | A1       | spring      | billing | answered    | 2            | 2025-03-03 | 2025-03-03 10:00:00
            C4      | A1       | spring      | other   | answered    | 2            | 2025-03-03 | 2025-03-03 10:00:00
            C5      | A1       | spring      | null    | answered    | 2            | 2025-03-03 | 2025-03-03 10:00:00
            C6      | A1       | spring      | null    | answered    | 2            | 2025-03-28 | 2025-03-28 10:00:00
            """);

    assertRows(
        agentDay(feeds().with(Calls.NAME, calls)).filter("first_contacts > 0"),
        """
        agent_id | campaign_id | first_contacts | first_contacts_resolved | complex_first_contacts | complex_first_contacts_resolved
        A1       | spring      | 4              | 3                       | 2                      | 1
        """);
  }

  @Test
  void aWonDealIsConvertedByItsLastTouchAndHighValueByItsCustomersSegment() {
    Dataset<Row> deals =
        won(
            """
            deal_id | agent_id | _customer_no | event_date | closed_at
            D1      | owner    | 1            | 2025-03-20 | 2025-03-20 12:00:00
            D2      | owner    | 2            | 2025-03-20 | 2025-03-20 12:00:00
            """);
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | disposition | _customer_no | event_date | started_at
            C1      | A1       | answered    | 1            | 2025-03-19 | 2025-03-19 10:00:00
            """);
    Dataset<Row> customers = rows(Silver.CUSTOMERS, "_customer_no|segment\n1|vip\n2|usual\n");

    assertRows(
        agentDay(
                feeds()
                    .with(Deals.NAME, deals)
                    .with(Calls.NAME, calls)
                    .with(Customers.NAME, customers))
            .filter("event_date = '2025-03-20'"),
        """
        agent_id | converted_deals | high_value_converted_deals | deals_won | new_customers
        A1       | 1               | 1                          | 0         | 0
        owner    | 1               | 0                          | 2         | 2
        """);
  }

  @Test
  void onlyWonDealsCountAsFullFeeAndCost() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | agent_id | status | is_full_fee | cost | currency | event_date | closed_at
            D1      | A1       | won    | true        | 1.00 | null     | 2025-03-20 | 2025-03-20 12:00:00
            D2      | A1       | won    | false       | 1.00 | USD      | 2025-03-20 | 2025-03-20 12:00:00
            D3      | A1       | won    | null        | null | null     | 2025-03-20 | 2025-03-20 12:00:00
            D4      | A1       | lost   | true        | 9.00 | null     | 2025-03-20 | 2025-03-20 12:00:00
            """);

    assertRows(
        agentDay(feeds().with(Deals.NAME, deals)),
        "deals_won|full_fee_deals|deal_cost_minor\n3|1|820\n");
  }

  @Test
  void dealsFromALeadCountForItsAgentBesideTheOwner() {
    Dataset<Row> deals =
        won(
            """
            deal_id | agent_id | source_agent_id | amount | event_date | closed_at
            D1      | owner    | A1              | 10.00  | 2025-03-20 | 2025-03-20 12:00:00
            D2      | owner    | null            | 5.00   | 2025-03-20 | 2025-03-20 12:00:00
            """);

    assertRows(
        agentDay(feeds().with(Deals.NAME, deals)),
        """
        agent_id | sourced_deals | sourced_revenue_minor | revenue_minor
        A1       | 1             | 1000                  | 0
        owner    | 0             | 0                     | 1500
        """);
  }

  @Test
  void refundsTakeMoneyAndUnitsOnTheirOwnDay() {
    Dataset<Row> deals =
        won(
            """
            deal_id | agent_id | team_id | amount | event_date | closed_at
            D1      | A1       | T1      | 10.00  | 2025-03-01 | 2025-03-01 12:00:00
            """);
    Dataset<Row> refunds =
        rows(
            Silver.REFUNDS,
            """
            refund_id | deal_id | amount | units | event_date
            R1        | D1      | 4.00   | 2     | 2025-03-31
            R2        | D1      | 1.00   | null  | 2025-03-31
            R3        | D1      | 1.00   | 1     | 2025-04-01
            R4        | D9      | 2.00   | 1     | 2025-03-31
            """);

    assertRows(
        agentDay(feeds().with(Deals.NAME, deals).with(Refunds.NAME, refunds)),
        """
        agent_id | event_date | revenue_minor | refunded_minor | refunded_units
        A1       | 2025-03-01 | 1000          | 0              | 0
        A1       | 2025-03-31 | 0             | 500            | 2
        unknown  | 2025-03-31 | 0             | 200            | 1
        """);
  }

  @Test
  void aComplaintIsResolvedWhenItWasOnOrBeforeAsOf() {
    Dataset<Row> complaints =
        rows(
            Silver.COMPLAINTS,
            """
            complaint_id | _given_agent_id | agent_id | cost  | event_date | filed_at            | resolved_at
            P1           | A1              | A1       | 12.34 | 2025-03-20 | 2025-03-20 12:00:00 | 2025-03-31 23:59:59
            P2           | A1              | A1       | null  | 2025-03-20 | 2025-03-20 12:00:00 | 2025-04-01 00:00:00
            P3           | A1              | A1       | 1.00  | 2025-03-20 | 2025-03-20 12:00:00 | null
            P4           | A1              | A1       | 1.00  | 2025-04-01 | 2025-04-01 12:00:00 | 2025-04-01 12:00:00
            """);

    assertRows(
        agentDay(feeds().with(Complaints.NAME, complaints)),
        "agent_id|complaints|complaints_resolved|complaint_cost_minor\nA1|3|1|1334\n");
  }

  @Test
  void leadsCountByClassWhenCreatedAndAgainWhenAnEnquiryWentOutAndWhenTheyCame() {
    Dataset<Row> leads =
        rows(
            Silver.LEADS,
            """
            lead_id | agent_id | class   | _customer_no | event_date | created_at          | enquiry_sent_at     | visited_at
            L1      | A1       | A       | 1            | 2025-03-01 | 2025-03-01 10:00:00 | 2025-03-02 10:00:00 | 2025-03-02 10:00:00
            L2      | A1       | B       | 2            | 2025-03-01 | 2025-03-01 10:00:00 | null                | null
            L3      | A1       | C       | 1            | 2025-03-01 | 2025-03-01 10:00:00 | 2025-03-02 10:00:00 | null
            L4      | A1       | invalid | 1            | 2025-03-01 | 2025-03-01 10:00:00 | null                | null
            """);
    Dataset<Row> deals =
        won("deal_id|_customer_no|event_date|closed_at\nD1|1|2025-03-05|2025-03-05 10:00:00\n");

    assertRows(
        agentDay(feeds().with(Leads.NAME, leads).with(Deals.NAME, deals))
            .filter("event_date < '2025-03-05'"),
        """
        event_date | leads_a | leads_b | leads_c | leads_converted | enquiries_sent | visits
        2025-03-01 | 1       | 1       | 1       | 1               | 0              | 0
        2025-03-02 | 0       | 0       | 0       | 0               | 2              | 1
        """);
  }

  @Test
  void costsAreATeamsAndNoAgentsAndWithoutTeamTheEnterprises() {
    Dataset<Row> costs =
        rows(
            Silver.COSTS,
            """
            cost_id | team_id | month      | amount | currency | event_date
            K1      | T1      | 2025-03-01 | 10.00  | USD      | 2025-03-01
            K2      | T1      | 2025-03-15 | 1.00   | null     | 2025-03-15
            K3      | null    | 2025-03-01 | 3.00   | null     | 2025-03-01
            """);

    assertRows(
        agentDay(feeds().with(Costs.NAME, costs)),
        """
        agent_id | team_id | event_date | cost_minor
        unknown  | T1      | 2025-03-01 | 7300
        unknown  | unknown | 2025-03-01 | 300
        """);
  }

  private Dataset<Row> won(String table) {
    return rows(Silver.DEALS, table).withColumn("status", lit(Deals.WON));
  }

  private FewFeeds feeds() {
    return new FewFeeds(spark());
  }

  private static Dataset<Row> agentDay(FewFeeds feeds) {
    return AgentDay.from(feeds, feeds.rules(), CountedDays.upTo(AS_OF));
  }
}
