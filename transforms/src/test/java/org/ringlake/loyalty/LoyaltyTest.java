package org.ringlake.loyalty;

import java.time.LocalDate;
import java.time.Period;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.PurchaseRows;
import org.ringlake.facts.Purchases;
import org.ringlake.facts.Renewals;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Silver;

/** Purchases and what follows from them, on both sides of each edge. */
final class LoyaltyTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 10);

  @Test
  void dealsOfADayAreOnePurchaseAndThoseRefundedInFullAreNone() {
    FewFeeds feeds = new FewFeeds(spark());
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | _customer_no | customer_key | amount | cost | currency | event_date | closed_at
            D1      | won    | 1            | k1           | 100.00 | 30   | null     | 2025-01-10 | 2025-01-10 10:00:00
            D2      | won    | 1            | k1           | 50.00  | null | null     | 2025-01-10 | 2025-01-10 09:00:00
            D3      | won    | 1            | k1           | 80.00  | 5    | null     | 2025-02-01 | 2025-02-01 09:00:00
            D4      | won    | 1            | k1           | 90.00  | null | null     | 2025-03-01 | 2025-03-01 09:00:00
            D5      | lost   | 1            | k1           | 10.00  | null | null     | 2025-04-01 | 2025-04-01 09:00:00
            D6      | won    | 2            | k2           | null   | null | null     | 2025-04-01 | 2025-04-01 09:00:00
            D7      | won    | null         | null         | 10.00  | null | null     | 2025-04-01 | 2025-04-01 09:00:00
            D8      | won    | 3            | k3           | 10.00  | null | USD      | 2025-05-01 | 2025-05-01 09:00:00
            D9      | won    | 3            | k3           | 10.00  | null | USD      | 2025-05-02 | 2025-05-02 09:00:00
            D10     | won    | 4            | k4           | 10.00  | null | null     | 2026-03-10 | 2026-03-10 09:00:00
            D11     | won    | 4            | k4           | 10.00  | null | null     | 2026-03-11 | 2026-03-11 09:00:00
            """);
    Dataset<Row> refunds =
        rows(
            Silver.REFUNDS,
            """
            refund_id | deal_id | amount | event_date
            R1        | D1      | 20.00  | 2025-06-01
            R2        | D3      | 50.00  | 2025-06-01
            R3        | D3      | 30.00  | 2025-07-01
            R4        | D4      | 90.00  | 2026-03-11
            R5        | D8      | 10.00  | 2025-06-01
            R6        | D9      | 9.99   | 2025-06-01
            R7        | D99     | 5.00   | 2025-06-01
            """);

    assertRows(
        Purchases.from(deals, refunds, feeds.rules().money(), AS_OF),
        """
        _customer_no | customer_key | event_date | deal_id | revenue_minor | net_minor | realised_minor | realised_margin_minor
        1            | k1           | 2025-01-10 | D2      | 15000         | 13000     | 22000          | 18500
        1            | k1           | 2025-03-01 | D4      | 9000          | 9000      | 22000          | 18500
        2            | k2           | 2025-04-01 | D6      | 0             | 0         | 0              | 0
        3            | k3           | 2025-05-02 | D9      | 7200          | 7         | 7              | 7
        4            | k4           | 2026-03-10 | D10     | 1000          | 1000      | 1000           | 1000
        """);
  }

  @Test
  void theWindowIsOfCalendarMonthsAndItsLastDayInclusive() {
    Dataset<Row> purchases =
        rows(
            PurchaseRows.SCHEMA,
            """
            _customer_no | event_date | deal_id | net_minor
            1            | 2025-08-31 | A       | 100
            1            | 2026-02-28 | B       | 40
            2            | 2025-08-31 | C       | 100
            2            | 2026-03-01 | D       | 40
            3            | 2024-02-29 | E       | 100
            3            | 2024-08-29 | F       | 30
            3            | 2024-08-30 | G       | 20
            4            | 2025-09-09 | H       | 100
            5            | 2025-09-10 | I       | 100
            5            | 2025-12-01 | J       | -5
            """);

    assertRows(
        FirstPurchases.from(purchases, Period.ofMonths(6), AS_OF),
        """
        _customer_no | deal_id | event_date | window_ends_on | is_matured | repurchased | revenue_6m_minor
        1            | A       | 2025-08-31 | 2026-02-28     | true       | true        | 40
        2            | C       | 2025-08-31 | 2026-02-28     | true       | false       | 0
        3            | E       | 2024-02-29 | 2024-08-29     | true       | true        | 30
        4            | H       | 2025-09-09 | 2026-03-09     | true       | false       | 0
        5            | I       | 2025-09-10 | 2026-03-10     | false      | true        | -5
        """);
    assertRows(
        FirstPurchases.from(purchases, Period.of(0, 6, 1), AS_OF).filter("_customer_no < 3"),
        """
        _customer_no | window_ends_on | repurchased
        1            | 2026-03-01     | true
        2            | 2026-03-01     | true
        """);
    assertRows(
        RepurchaseCurve.counts(purchases, AS_OF),
        """
        cohort | _watched | month | _customers
        2025   | 6        | 6     | 1
        2025   | 6        | 0     | 2
        2024   | 24       | 6     | 1
        2025   | 5        | 3     | 1
        """);
  }

  @Test
  void cohortsAreThoseOfTheMonthAndOnlyMaturedCustomersAreInTheRate() {
    Dataset<Row> credits =
        rows(
            DealCredits.SCHEMA,
            """
            model  | deal_id | agent_id     | team_id | weight | repurchase_revenue_6m | is_acquisition | is_matured | has_repurchased | posted_on
            linear | D1      | A1           | T1      | 0.25   | 10.00                 | true           | true       | true            | 2025-01-03
            linear | D1      | A2           | null    | 0.75   | 30.01                 | true           | true       | true            | 2025-01-03
            linear | D2      | A1           | T1      | 1      | 0.00                  | true           | true       | false           | 2025-01-31
            linear | D3      | A1           | T1      | 1      | null                  | true           | false      | true            | 2025-01-31
            linear | D4      | unattributed | null    | 1      | null                  | true           | false      | false           | 2025-02-01
            linear | D5      | A1           | T1      | 1      | null                  | false          | null       | null            | 2025-02-01
            """);

    assertRows(
        Repurchases.from(credits, new FewFeeds(spark()).teams()),
        """
        model  | layer      | entity_id    | cohort_month | customers   | matured     | repurchased | rate | revenue_6m
        linear | agent      | A1           | 2025-01-01   | 2.250000000 | 1.250000000 | 0.250000000 | 0.2  | 10.00
        linear | agent      | A2           | 2025-01-01   | 0.750000000 | 0.750000000 | 0.750000000 | 1.0  | 30.01
        linear | team       | T1           | 2025-01-01   | 2.250000000 | 1.250000000 | 0.250000000 | 0.2  | 10.00
        linear | team       | unknown      | 2025-01-01   | 0.750000000 | 0.750000000 | 0.750000000 | 1.0  | 30.01
        linear | enterprise | all          | 2025-01-01   | 3.000000000 | 2.000000000 | 1.000000000 | 0.5  | 40.01
        linear | agent      | unattributed | 2025-02-01   | 1.000000000 | 0.000000000 | 0.000000000 | null | 0.00
        linear | team       | unattributed | 2025-02-01   | 1.000000000 | 0.000000000 | 0.000000000 | null | 0.00
        linear | enterprise | all          | 2025-02-01   | 1.000000000 | 0.000000000 | 0.000000000 | null | 0.00
        """);
  }

  @Test
  void aDealIsRenewedByOneOfTheSameCustomerAndProductAboutTheDayItIsDue() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | agent_id | status | _customer_no | product | is_renewal | renewal_due_on | event_date | closed_at
            D1      | A1       | won    | 1            | P       | null       | 2025-06-30     | 2024-06-30 | 2024-06-30 09:00:00
            N1      | A2       | won    | 1            | P       | true       | null           | 2025-07-30 | 2025-07-30 09:00:00
            D2      | A1       | won    | 2            | null    | false      | 2025-06-30     | 2024-06-30 | 2024-06-30 09:00:00
            N2      | A2       | won    | 2            | null    | true       | null           | 2025-05-31 | 2025-05-31 09:00:00
            D3      | A1       | won    | 3            | P       | null       | 2025-06-30     | 2024-06-30 | 2024-06-30 09:00:00
            N3      | A2       | won    | 3            | P       | true       | null           | 2025-07-31 | 2025-07-31 09:00:00
            D4      | A1       | won    | 4            | P       | null       | 2025-06-30     | 2024-06-30 | 2024-06-30 09:00:00
            N4      | A2       | won    | 4            | Q       | true       | null           | 2025-06-30 | 2025-06-30 09:00:00
            D5      | A1       | won    | 5            | P       | null       | 2025-06-30     | 2024-06-30 | 2024-06-30 09:00:00
            N5      | A2       | won    | 5            | P       | false      | null           | 2025-06-30 | 2025-06-30 09:00:00
            N6      | A2       | lost   | 5            | P       | true       | null           | 2025-06-30 | 2025-06-30 09:00:00
            D7      | A1       | won    | 7            | P       | true       | 2025-06-30     | 2025-06-30 | 2025-06-30 09:00:00
            D8      | A1       | won    | 8            | P       | null       | 2026-02-07     | 2025-06-30 | 2025-06-30 09:00:00
            D9      | A1       | won    | 9            | P       | null       | 2026-02-08     | 2025-06-30 | 2025-06-30 09:00:00
            """);
    Dataset<Row> agents =
        rows(
            Silver.AGENTS,
            """
            agent_id | team_id | valid_from
            A1       | T1      | null
            A1       | T2      | 2025-06-30
            """);

    assertRows(
        Renewals.from(deals, agents, AS_OF),
        """
        deal_id | agent_id | team_id | event_date | is_renewed
        D1      | A1       | T2      | 2025-06-30 | true
        D2      | A1       | T2      | 2025-06-30 | true
        D3      | A1       | T2      | 2025-06-30 | false
        D4      | A1       | T2      | 2025-06-30 | false
        D5      | A1       | T2      | 2025-06-30 | false
        D7      | A1       | T2      | 2025-06-30 | false
        D8      | A1       | T2      | 2026-02-07 | false
        """);
  }
}
