package org.ringlake.attribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.FewFeeds;
import org.ringlake.measures.RandomFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/** What holds of the credits of any feeds. */
final class CreditInvariantsTest extends Attributing {
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
    assertSumsOfTheCrm(seed, credits, feeds, expected);
  }

  @ParameterizedTest
  @ValueSource(longs = 3)
  void rowsAndPartitionsInAnotherOrderChangeNoByte(long seed) {
    // given
    FewFeeds feeds = RandomFeeds.of(spark(), seed);

    // when
    FewFeeds shuffled = shuffled(feeds, seed);

    // then
    Dataset<Row> credits = stored(credits(feeds));
    Dataset<Row> ofShuffled = stored(credits(shuffled));
    assertThat(texts(ofShuffled)).as("seed %d", seed).isNotEmpty().isEqualTo(texts(credits));
    assertThat(fits(shuffled, RULES.touches()).byMonth())
        .as("seed %d", seed)
        .isNotEmpty()
        .isEqualTo(fits(feeds, RULES.touches()).byMonth());
    assertThat(texts(valueAttribution(ofShuffled.orderBy(rand(seed)).repartition(3), feeds)))
        .as("seed %d", seed)
        .isNotEmpty()
        .isEqualTo(texts(valueAttribution(credits, feeds)));
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

  /** Under every model, whatever the layer, in every period and in all of them. */
  private static void assertSumsOfTheCrm(
      long seed, Dataset<Row> credits, FewFeeds feeds, Map<LocalDate, BigDecimal> netRevenue) {
    Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
    Map<String, BigDecimal> conversions = new TreeMap<>();
    for (Row row : valueAttribution(credits, feeds).collectAsList()) {
      String cells =
          "%s of %ss by %s"
              .formatted(
                  row.<String>getAs(DealCredits.MODEL),
                  row.<String>getAs(Cell.LAYER),
                  row.<String>getAs(Cell.PERIOD));
      String start = row.getAs(Cell.PERIOD_START).toString();
      add(sums, "attributed, " + cells, start, row.getAs(ValueAttribution.NET_REVENUE));
      add(sums, "of owners, " + cells, start, row.getAs(ValueAttribution.OWNER_NET_REVENUE));
      conversions.merge(cells, row.getAs(ValueAttribution.CONVERSIONS), BigDecimal::add);
    }
    assertThat(sums).hasSize(2 * MODELS.size() * Layer.values().length * Period.values().length);
    assertThat(conversions.values().stream().distinct()).as("seed %d", seed).hasSize(1);
    for (Period period : Period.values()) {
      Map<String, BigDecimal> expected = new TreeMap<>();
      netRevenue.forEach(
          (day, amount) ->
              expected.merge(
                  CellPeriod.of(period, day).start().toString(), amount, BigDecimal::add));
      sums.forEach(
          (cells, found) -> {
            if (cells.endsWith(" by " + period.code())) {
              assertThat(found).as("seed %d, %s", seed, cells).isEqualTo(expected);
            }
          });
    }
  }

  private static void add(
      Map<String, Map<String, BigDecimal>> sums, String cells, String start, BigDecimal amount) {
    sums.computeIfAbsent(cells, any -> new TreeMap<>()).merge(start, amount, BigDecimal::add);
  }

  private static Dataset<Row> valueAttribution(Dataset<Row> credits, FewFeeds feeds) {
    return ValueAttribution.from(credits, feeds.teams(), RULES.touches());
  }

  private FewFeeds shuffled(FewFeeds feeds, long seed) {
    FewFeeds shuffled = new FewFeeds(spark());
    for (String feed : List.of(Calls.NAME, Deals.NAME, Refunds.NAME, Agents.NAME)) {
      shuffled.with(feed, feeds.of(feed).orderBy(rand(seed)).repartition(3));
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
