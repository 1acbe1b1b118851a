package org.ringlake.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.facts.DealCredits;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Silver;

/** Credits of few deals, counted by hand. */
final class CreditsTest extends Attributing {
  @Test
  void closingsAndRefundsArePostedOnTheirDaysWithTheDealsWeights() {
    Dataset<Row> worths =
        rows(
            WORTHS,
            """
            _customer_no | deal_id | is_matured | repurchased | revenue_6m_minor | lifetime_value
            1            | D1      | true       | true        | 1001             | 50.03
            3            | D2      | false      | true        | 500              | null
            """);
    Dataset<Row> credits = stored(credits(oneDeal(), worths, RULES));

    assertRows(
        credits.filter("model = 'linear'"),
        """
        deal_id | refund_id | agent_id     | team_id | owner_agent_id | owner_team_id | weight      | net_revenue | margin | is_acquisition | is_matured | has_repurchased | posted_on
        D1      | null      | A1           | T1      | A5             | T5            | 0.500000000 | 50.00       | 45.00  | true           | true       | true            | 2025-03-05
        D1      | null      | A2           | T1      | A5             | T5            | 0.250000000 | 25.00       | 22.50  | true           | true       | true            | 2025-03-05
        D1      | null      | unknown      | null    | A5             | T5            | 0.250000000 | 25.00       | 22.50  | true           | true       | true            | 2025-03-05
        D1      | R1        | A1           | T2      | A5             | T5            | 0.000000000 | -0.02       | -0.02  | false          | null       | null            | 2025-04-01
        D1      | R1        | A2           | T1      | A5             | T5            | 0.000000000 | -0.01       | -0.01  | false          | null       | null            | 2025-04-01
        D1      | R1        | unknown      | null    | A5             | T5            | 0.000000000 | -0.01       | -0.01  | false          | null       | null            | 2025-04-01
        D2      | null      | unattributed | null    | A5             | T5            | 1.000000000 | 7.00        | 7.00   | true           | false      | true            | 2025-03-06
        D9      | R2        | unattributed | null    | null           | null          | 0.000000000 | -5.00       | -5.00  | false          | null       | null            | 2025-04-02
        """);
    assertRows(
        credits
            .filter("refund_id IS NULL AND model IN ('first', 'last')")
            .select("model", "deal_id", "agent_id", "repurchase_revenue_6m", "lifetime_value"),
        """
        model | deal_id | agent_id     | repurchase_revenue_6m | lifetime_value
        first | D1      | A1           | 10.01                 | 50.03
        first | D2      | unattributed | null                  | null
        last  | D1      | A1           | 10.01                 | 50.03
        last  | D2      | unattributed | null                  | null
        """);
    assertRows(
        ValueAttribution.from(credits, new FewFeeds(spark()).teams(), RULES.touches())
            .filter("model = 'linear' AND period = 'year' AND layer <> 'agent'")
            .drop("touches"),
        """
        layer      | entity_id    | period_start | conversions | net_revenue | margin | repurchase_revenue_6m | owner_conversions | owner_net_revenue
        team       | T1           | 2025-01-01   | 0.750000000 | 74.99       | 67.49  | 7.51                  | 0.000000000       | 0.00
        team       | T2           | 2025-01-01   | 0.000000000 | -0.02       | -0.02  | null                  | 0.000000000       | 0.00
        team       | unknown      | 2025-01-01   | 0.250000000 | 24.99       | 22.49  | 2.50                  | 0.000000000       | -5.00
        team       | unattributed | 2025-01-01   | 1.000000000 | 2.00        | 2.00   | null                  | 0.000000000       | 0.00
        team       | T5           | 2025-01-01   | 0.000000000 | 0.00        | 0.00   | null                  | 2.000000000       | 106.96
        enterprise | all          | 2025-01-01   | 1.000000000 | 99.96       | 89.96  | 10.01                 | 2.000000000       | 101.96
        enterprise | unattributed | 2025-01-01   | 1.000000000 | 2.00        | 2.00   | null                  | 0.000000000       | 0.00
        """);
  }

  @Test
  void refundsOfADealThatClosesAfterTodayAreNobodysYet() {
    // given
    FewFeeds feeds =
        oneDeal()
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | agent_id | team_id | _customer_no | status | amount | event_date | closed_at
                    D1      | A5       | T5      | 1            | won    | 100.00 | 2025-04-06 | 2025-04-06 09:00:00
                    """));

    // when
    Dataset<Row> credits = credits(feeds);

    // then
    assertRows(
        credits.filter("model = 'linear'"),
        """
        deal_id | refund_id | agent_id     | owner_agent_id | weight      | net_revenue | posted_on
        D1      | R1        | unattributed | A5             | 0.000000000 | -0.04       | 2025-04-01
        D9      | R2        | unattributed | null           | 0.000000000 | -5.00       | 2025-04-02
        """);
  }

  @Test
  void customersWhoNeverBoughtCountForMarkovAlone() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_id | _customer_no | disposition | talk_seconds | event_date | started_at
            C1      | A1       | 1            | answered    | 60           | 2025-01-02 | 2025-01-02 09:00:00
            C2      | A2       | 1            | answered    | 60           | 2025-01-03 | 2025-01-03 09:00:00
            C3      | A2       | 2            | answered    | 60           | 2025-01-03 | 2025-01-03 10:00:00
            C4      | A2       | 3            | answered    | 60           | 2025-01-04 | 2025-01-04 09:00:00
            """);
    FewFeeds withNullPath =
        new FewFeeds(spark())
            .with(Calls.NAME, calls)
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | agent_id | _customer_no | status | amount | event_date | closed_at
                    D1      | A2       | 1            | won    | 100.00 | 2025-01-10 | 2025-01-10 09:00:00
                    D2      | A2       | 2            | won    | 100.00 | 2025-01-10 | 2025-01-10 09:00:00
                    """));
    FewFeeds without =
        new FewFeeds(spark())
            .with(Calls.NAME, calls.filter(col(Resolved.CUSTOMER_NO).notEqual(3)))
            .with(Deals.NAME, withNullPath.deals());

    Dataset<Row> withNullPaths = stored(credits(withNullPath));
    Dataset<Row> withoutThem = stored(credits(without));

    String isMarkov = DealCredits.MODEL + " = 'markov'";
    assertThat(texts(withoutThem.filter("not " + isMarkov)))
        .isNotEmpty()
        .isEqualTo(texts(withNullPaths.filter("not " + isMarkov)));
    String ofA1 = isMarkov + " and deal_id = 'D1' and agent_id = 'A1'";
    assertRows(withoutThem.filter(ofA1), "weight\n0.333333333\n");
    assertRows(withNullPaths.filter(ofA1), "weight\n0.250000000\n");
  }

  @Test
  void aDealIsSharedByTheFitOfItsClosingMonthOrTheNewestWhileThatIsOpen() {
    // given: April is open; by March's end there are A > B twice, B once and A twice
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | agent_id | _customer_no | disposition | event_date | started_at
                    C1      | A        | 1            | answered    | 2025-01-02 | 2025-01-02 09:00:00
                    C2      | B        | 1            | answered    | 2025-01-03 | 2025-01-03 09:00:00
                    C3      | B        | 2            | answered    | 2025-01-03 | 2025-01-03 09:00:00
                    C4      | A        | 3            | answered    | 2025-03-02 | 2025-03-02 09:00:00
                    C5      | B        | 3            | answered    | 2025-03-03 | 2025-03-03 09:00:00
                    C6      | A        | 4            | answered    | 2025-03-03 | 2025-03-03 09:00:00
                    C7      | A        | 5            | answered    | 2025-03-03 | 2025-03-03 09:00:00
                    C8      | A        | 6            | answered    | 2025-04-01 | 2025-04-01 09:00:00
                    C9      | B        | 6            | answered    | 2025-04-02 | 2025-04-02 09:00:00
                    """))
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | _customer_no | status | amount | event_date | closed_at
                    D1      | 1            | won    | 90.00  | 2025-01-10 | 2025-01-10 09:00:00
                    D2      | 2            | won    | 90.00  | 2025-01-10 | 2025-01-10 09:00:00
                    D3      | 3            | won    | 70.00  | 2025-03-10 | 2025-03-10 09:00:00
                    D4      | 4            | won    | 70.00  | 2025-03-10 | 2025-03-10 09:00:00
                    D5      | 5            | won    | 70.00  | 2025-03-10 | 2025-03-10 09:00:00
                    D6      | 6            | won    | 70.00  | 2025-04-03 | 2025-04-03 09:00:00
                    """));

    // when
    Dataset<Row> credits = credits(feeds);

    // then: removal effects of A and B are 1/2 and 1 by January's end, 4/5 and 3/5 by March's
    assertRows(
        credits.filter("model = 'markov' AND deal_id IN ('D1', 'D3', 'D6')"),
        """
        deal_id | agent_id | weight      | net_revenue
        D1      | A        | 0.333333333 | 30.00
        D1      | B        | 0.666666667 | 60.00
        D3      | A        | 0.571428571 | 40.00
        D3      | B        | 0.428571429 | 30.00
        D6      | A        | 0.571428571 | 40.00
        D6      | B        | 0.428571429 | 30.00
        """);
  }

  @Test
  void callsThatWeighNothingAreNoTouches() {
    TouchRules bots = new TouchRules(Duration.ofDays(90), Duration.ZERO, 0, 1);
    TouchRules nobody = new TouchRules(Duration.ofDays(90), Duration.ZERO, 0, 0);
    String closings = "refund_id IS NULL";

    assertRows(
        credits(oneDeal(), bots)
            .filter(closings)
            .groupBy("deal_id", "agent_id", "weight", "net_revenue")
            .agg(count_distinct(col("model")).as("models")),
        """
        deal_id | agent_id     | weight      | net_revenue | models
        D1      | A4           | 1.000000000 | 100.00      | 7
        D2      | unattributed | 1.000000000 | 7.00        | 7
        """);
    assertRows(
        credits(oneDeal(), nobody)
            .filter(closings)
            .groupBy("deal_id", "agent_id", "weight", "net_revenue")
            .agg(count_distinct(col("model")).as("models")),
        """
        deal_id | agent_id     | weight      | net_revenue | models
        D1      | unattributed | 1.000000000 | 100.00      | 7
        D2      | unattributed | 1.000000000 | 7.00        | 7
        """);
  }

  @Test
  void peopleAndBotsShareADealByTheirWeightsAndTheTableSaysWhich() {
    // given: a path of A1, A2, unknown, the bot A4, and A1
    TouchRules halfForBots = new TouchRules(Duration.ofDays(90), Duration.ZERO, 1, 0.5);

    // when
    Dataset<Row> credits = stored(credits(oneDeal(), halfForBots));

    // then: of 4.5, A1 has 2 and A4 0.5
    assertRows(
        credits.filter("model = 'linear' AND deal_id = 'D1' AND refund_id IS NULL"),
        """
        agent_id | weight      | net_revenue
        A1       | 0.444444445 | 44.45
        A2       | 0.222222222 | 22.22
        unknown  | 0.222222222 | 22.22
        A4       | 0.111111111 | 11.11
        """);
    assertRows(
        ValueAttribution.from(credits, new FewFeeds(spark()).teams(), halfForBots)
            .select("touches")
            .distinct(),
        """
        touches
        answered calls, people × 1.0, bots × 0.5
        """);
  }
}
