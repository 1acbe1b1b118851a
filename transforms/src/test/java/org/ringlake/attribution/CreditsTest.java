package org.ringlake.attribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.SparkTest;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.loyalty.FirstPurchases;
import org.ringlake.measures.FewFeeds;
import org.ringlake.measures.RandomFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Silver;
import org.ringlake.value.CustomerValues;

final class CreditsTest extends SparkTest {
  private static final AttributionRules RULES =
      new AttributionRules(
          new TouchRules(Duration.ofDays(90), Duration.ZERO, 1, 0), Duration.ofDays(7));
  private static final LocalDate AS_OF = LocalDate.of(2025, 4, 5);
  private static final List<String> MODELS =
      List.of("first", "last", "linear", "position", "time_decay", "shapley", "markov");

  private static final StructType WORTHS =
      new StructType()
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Deals.DEAL_ID, "string")
          .add(FirstPurchases.IS_MATURED, "boolean")
          .add(FirstPurchases.REPURCHASED, "boolean")
          .add(FirstPurchases.REVENUE_MINOR, "bigint")
          .add(CustomerValues.LIFETIME_VALUE, "decimal(18,2)");

  private Dataset<Row> paths(SilverFeeds feeds, TouchRules rules) {
    Dataset<Row> deals = ClosedDeals.from(feeds.deals(), new FewFeeds(spark()).rules().money());
    return DealPaths.of(DealPaths.won(deals, AS_OF), DealPaths.touches(feeds, rules, AS_OF), rules);
  }

  private MarkovFits fits(SilverFeeds feeds, TouchRules rules) {
    return MarkovFits.of(
        PathTransitions.inOrder(
                PathTransitions.of(paths(feeds, rules), DealPaths.touches(feeds, rules, AS_OF)))
            .toLocalIterator(),
        AS_OF,
        MarkovFits.none());
  }

  private Dataset<Row> credits(SilverFeeds feeds) {
    return credits(feeds, rows(WORTHS, "_customer_no\n"), RULES);
  }

  private Dataset<Row> credits(SilverFeeds feeds, TouchRules rules) {
    return credits(
        feeds, rows(WORTHS, "_customer_no\n"), new AttributionRules(rules, RULES.halfLife()));
  }

  private Dataset<Row> credits(SilverFeeds feeds, Dataset<Row> worths, AttributionRules rules) {
    return Credits.of(
        paths(feeds, rules.touches()),
        RefundedDeals.from(
            feeds.refunds(), feeds.deals(), feeds.agents(), new FewFeeds(spark()).rules().money()),
        CustomerWorth.of(
            worths.drop(CustomerValues.LIFETIME_VALUE),
            worths.select(Resolved.CUSTOMER_NO, CustomerValues.LIFETIME_VALUE)),
        feeds.agents(),
        new CreditSplit(rules, fits(feeds, rules.touches())),
        AS_OF);
  }

  private FewFeeds oneDeal() {
    return new FewFeeds(spark())
        .with(
            Calls.NAME,
            rows(
                Silver.CALLS,
                """
                call_id | agent_id | _customer_no | disposition | agent_kind | talk_seconds | event_date | started_at
                C0      | A9       | 1            | answered    | null       | 60           | 2024-12-05 | 2024-12-05 09:00:00
                C1      | A1       | 1            | answered    | null       | 60           | 2024-12-05 | 2024-12-05 09:00:01
                C2      | A2       | 1            | answered    | human      | 10           | 2025-01-01 | 2025-01-01 09:00:00
                C3      | null     | 1            | answered    | null       | 60           | 2025-01-02 | 2025-01-02 09:00:00
                C4      | A3       | 1            | busy        | null       | 0            | 2025-01-03 | 2025-01-03 09:00:00
                C5      | A4       | 1            | answered    | bot        | 60           | 2025-01-04 | 2025-01-04 09:00:00
                C6      | A1       | 1            | answered    | null       | 60           | 2025-03-05 | 2025-03-05 09:00:00
                C7      | A9       | 1            | answered    | null       | 60           | 2025-03-05 | 2025-03-05 09:00:01
                C8      | A9       | 2            | answered    | null       | 60           | 2025-03-05 | 2025-03-05 09:00:00
                """))
        .with(
            Deals.NAME,
            rows(
                Silver.DEALS,
                """
                deal_id | agent_id | team_id | _customer_no | status | amount | cost  | event_date | closed_at
                D1      | A5       | T5      | 1            | won    | 100.00 | 10.00 | 2025-03-05 | 2025-03-05 09:00:00
                D2      | A5       | T5      | 3            | won    | 7.00   | null  | 2025-03-06 | 2025-03-06 09:00:00
                D3      | A5       | T5      | 2            | lost   | 9.00   | null  | 2025-03-06 | 2025-03-06 09:00:00
                """))
        .with(
            Refunds.NAME,
            rows(
                Silver.REFUNDS,
                """
                refund_id | deal_id | amount | event_date
                R1        | D1      | 0.04   | 2025-04-01
                R2        | D9      | 5.00   | 2025-04-02
                R3        | D1      | 1.00   | 2025-04-06
                """))
        .with(
            Agents.NAME,
            rows(
                Silver.AGENTS,
                """
                agent_id | team_id | valid_from
                A1       | T1      | null
                A1       | T2      | 2025-04-01
                A2       | T1      | null
                A5       | T5      | null
                """));
  }

  @Test
  void contactsInTheLookBackAreTouchesInOrderOfTime() {
    Dataset<Row> paths = paths(oneDeal(), RULES.touches());

    assertRows(
        paths.selectExpr(
            "deal_id",
            "array_join(transform(path, t -> t.agent_id), ' ') AS agents",
            "get(path, 0).seconds_before AS first_before"),
        """
        deal_id | agents        | first_before
        D1      | A1 A2 unknown A1 | 7775999
        D2      |               | null
        """);
    TouchRules effectiveCallsAndBots =
        new TouchRules(Duration.ofDays(90), Duration.ofSeconds(30), 1, 0.5);
    assertRows(
        paths(oneDeal(), effectiveCallsAndBots)
            .selectExpr("deal_id", "array_join(transform(path, t -> t.agent_id), ' ') AS agents"),
        """
        deal_id | agents
        D1      | A1 unknown A4 A1
        D2      |
        """);
  }

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
  void nullPathsGrowByMonthAndAreGoneOnceTheCustomerBuys() {
    // given: 2 buys in March, 3 never; C is a path of March
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | agent_id | _customer_no | disposition | event_date | started_at
                    C1      | A        | 2            | answered    | 2025-01-05 | 2025-01-05 09:00:00
                    C2      | B        | 2            | answered    | 2025-02-05 | 2025-02-05 09:00:00
                    C3      | C        | 2            | answered    | 2025-03-05 | 2025-03-05 09:00:00
                    C4      | A        | 3            | answered    | 2025-01-06 | 2025-01-06 09:00:00
                    C5      | A        | 3            | answered    | 2025-01-07 | 2025-01-07 09:00:00
                    """))
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | _customer_no | status | event_date | closed_at
                    D1      | 2            | won    | 2025-03-06 | 2025-03-06 09:00:00
                    """));
    TouchRules month = new TouchRules(Duration.ofDays(30), Duration.ZERO, 1, 0);

    int january = PathTransitions.index(YearMonth.of(2025, 1));
    Dataset<Row> steps =
        PathTransitions.of(paths(feeds, month), DealPaths.touches(feeds, month, AS_OF));

    assertRows(
        steps.selectExpr(
            "month - %d AS later".formatted(january), "`from`", "`to`", "is_conversion", "count"),
        """
        later | from | to   | is_conversion | count
        0     | null | A    | false         | 2
        0     | A    | A    | false         | 1
        0     | A    | null | false         | 2
        1     | A    | null | false         | -1
        1     | A    | B    | false         | 1
        1     | B    | null | false         | 1
        2     | null | A    | false         | -1
        2     | A    | B    | false         | -1
        2     | B    | null | false         | -1
        2     | null | B    | false         | 1
        2     | B    | C    | false         | 1
        2     | C    | null | true          | 1
        """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void creditsOfEveryModelSumToTheNetRevenueOfTheCrm(long seed) {
    // given
    FewFeeds feeds = RandomFeeds.of(spark(), seed);

    // when
    Dataset<Row> credits = stored(credits(feeds));

    // then
    Map<LocalDate, BigDecimal> expected = netRevenue(feeds);
    for (String model : MODELS) {
      Map<LocalDate, BigDecimal> attributed = new TreeMap<>();
      credits
          .filter(col(DealCredits.MODEL).equalTo(model))
          .collectAsList()
          .forEach(
              row ->
                  attributed.merge(
                      row.getDate(row.fieldIndex(DealCredits.POSTED_ON)).toLocalDate(),
                      row.getDecimal(row.fieldIndex(DealCredits.NET_REVENUE)),
                      BigDecimal::add));
      assertThat(attributed).as("seed %d, %s", seed, model).isEqualTo(expected);
    }
    assertThat(
            credits
                .filter(col(DealCredits.REFUND_ID).isNull())
                .groupBy(DealCredits.MODEL, DealCredits.DEAL_ID)
                .agg(sum(DealCredits.WEIGHT).as("whole"))
                .filter("whole <> 1")
                .collectAsList())
        .as("seed %d", seed)
        .isEmpty();
    assertLayersSumAlike(seed, credits, feeds);
  }

  @Test
  void rowsAndPartitionsInAnotherOrderChangeNoByte() {
    FewFeeds feeds = RandomFeeds.of(spark(), 3);

    assertThat(texts(credits(shuffled(feeds, 3)))).isNotEmpty().isEqualTo(texts(credits(feeds)));
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

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void whateverTheFeedsCustomersWhoNeverBoughtCountForMarkovAlone(long seed) {
    // given: customers 0 to 5 never buy
    FewFeeds feeds = RandomFeeds.of(spark(), seed);
    Column isBuyer = coalesce(col(Resolved.CUSTOMER_NO).gt(5), lit(true));
    feeds.with(Deals.NAME, feeds.deals().filter(isBuyer));
    Dataset<Row> all = stored(credits(feeds));

    // when
    feeds.with(Calls.NAME, feeds.calls().filter(isBuyer));
    Dataset<Row> withoutNullPaths = stored(credits(feeds));

    // then
    String isMarkov = DealCredits.MODEL + " = 'markov'";
    assertThat(texts(withoutNullPaths.filter("not " + isMarkov)))
        .as("seed %d", seed)
        .isNotEmpty()
        .isEqualTo(texts(all.filter("not " + isMarkov)));
    assertThat(texts(withoutNullPaths.filter(isMarkov)))
        .as("seed %d", seed)
        .isNotEqualTo(texts(all.filter(isMarkov)));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void agentsOfNoPathHaveNoCreditUnderAnyModel(long seed) {
    // given: A3 has deals and calls that nobody answered
    FewFeeds feeds = RandomFeeds.of(spark(), seed);
    Column isOfA3 = coalesce(col(Calls.AGENT_ID).equalTo("A3"), lit(false));
    feeds.with(
        Calls.NAME,
        feeds
            .calls()
            .withColumn(Calls.DISPOSITION, when(isOfA3, "busy").otherwise(col(Calls.DISPOSITION))));
    assertThat(feeds.deals().filter(isOfA3).isEmpty()).as("seed %d", seed).isFalse();

    // when
    Dataset<Row> credits = stored(credits(feeds));

    // then
    Map<String, Set<String>> agents =
        credits.collectAsList().stream()
            .collect(
                groupingBy(
                    row -> row.<String>getAs(DealCredits.MODEL),
                    mapping(row -> row.<String>getAs(DealCredits.AGENT_ID), toSet())));
    assertThat(agents).as("seed %d", seed).containsOnlyKeys(MODELS);
    assertThat(agents.values())
        .as("seed %d", seed)
        .allSatisfy(each -> assertThat(each).contains("A1", "A2").doesNotContain("A3"));
    assertThat(fits(feeds, RULES.touches()).byMonth().values())
        .as("seed %d", seed)
        .isNotEmpty()
        .allSatisfy(fit -> assertThat(fit.effects()).containsKey("A1").doesNotContainKey("A3"));
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

  private static void assertLayersSumAlike(long seed, Dataset<Row> credits, FewFeeds feeds) {
    List<Row> sums =
        ValueAttribution.from(credits, feeds.teams(), RULES.touches())
            .filter(col(Cell.PERIOD).equalTo(Period.YEAR.code()))
            .groupBy(DealCredits.MODEL, Cell.LAYER)
            .agg(
                sum(ValueAttribution.NET_REVENUE),
                sum(ValueAttribution.CONVERSIONS),
                sum(ValueAttribution.OWNER_NET_REVENUE))
            .collectAsList();
    assertThat(sums).hasSize(MODELS.size() * Layer.values().length);
    Set<String> different =
        sums.stream().map(row -> row.get(2) + " " + row.get(3) + " " + row.get(4)).collect(toSet());
    assertThat(different).as("seed %d", seed).hasSize(1);
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private FewFeeds shuffled(FewFeeds feeds, long seed) {
    FewFeeds shuffled = new FewFeeds(spark());
    for (String feed : List.of(Calls.NAME, Deals.NAME, Refunds.NAME, Agents.NAME)) {
      shuffled.with(
          feed, feeds.of(feed).orderBy(org.apache.spark.sql.functions.rand(seed)).repartition(3));
    }
    return shuffled;
  }

  private Map<LocalDate, BigDecimal> netRevenue(FewFeeds feeds) {
    Map<LocalDate, BigDecimal> byDay = new TreeMap<>();
    var money = new FewFeeds(spark()).rules().money();
    Dataset<Row> won =
        ClosedDeals.from(feeds.deals(), money)
            .filter(ClosedDeals.isWon())
            .select(
                col(Resolved.EVENT_DATE),
                coalesce(col(ClosedDeals.AMOUNT_MINOR), lit(0L)).as("minor"));
    Dataset<Row> refunded =
        RefundedDeals.from(feeds.refunds(), feeds.deals(), feeds.agents(), money)
            .select(
                col(Resolved.EVENT_DATE),
                coalesce(col(RefundedDeals.REFUND_MINOR), lit(0L)).multiply(-1).as("minor"));
    won.union(refunded)
        .collectAsList()
        .forEach(
            row ->
                byDay.merge(
                    row.getDate(0).toLocalDate(),
                    BigDecimal.valueOf(row.getLong(1), 2),
                    BigDecimal::add));
    return byDay;
  }
}
