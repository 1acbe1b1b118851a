package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.facts.DealCredits;

/** Of random deals nothing is lost or made up, whichever model splits them, and however oddly. */
final class CreditSplitSumsTest {
  private static final int DEALS = 300;
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 11, 1);
  private static final int DAYS = 150;
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal BILLIONTH = new BigDecimal("0.000000001");

  /** Bots weigh a third of people. */
  private static final AttributionRules RULES =
      new AttributionRules(
          new TouchRules(Duration.ofDays(90), Duration.ZERO, 1, 1.0 / 3), Duration.ofDays(7));

  private static final StructType CLOSING =
      new StructType()
          .add(DealEvents.DAY, DataTypes.DateType)
          .add(DealEvents.AMOUNT, DataTypes.LongType)
          .add(DealEvents.COST, DataTypes.LongType)
          .add(DealEvents.OWNER, DataTypes.StringType)
          .add(DealEvents.OWNERS_TEAM, DataTypes.StringType)
          .add(DealEvents.MONTH, DataTypes.IntegerType);

  private static final StructType REFUND =
      new StructType()
          .add(DealEvents.DAY, DataTypes.DateType)
          .add(DealEvents.REFUND_ID, DataTypes.StringType)
          .add(DealEvents.REFUND, DataTypes.LongType)
          .add(DealEvents.OWNER, DataTypes.StringType)
          .add(DealEvents.OWNERS_TEAM, DataTypes.StringType);

  private static final StructType WORTH =
      new StructType()
          .add(CustomerWorth.IS_MATURED, DataTypes.BooleanType)
          .add(CustomerWorth.HAS_REPURCHASED, DataTypes.BooleanType)
          .add(CustomerWorth.REVENUE, DataTypes.LongType)
          .add(CustomerWorth.VALUE, DataTypes.createDecimalType(18, 2));

  private static final StructType DEAL =
      new StructType()
          .add(DealEvents.DEAL_ID, DataTypes.StringType)
          .add(DealEvents.CLOSING, CLOSING)
          .add(DealPaths.PATH, DataTypes.createArrayType(DealPaths.TOUCH))
          .add(DealEvents.REFUNDS, DataTypes.createArrayType(REFUND))
          .add(CustomerWorth.WORTH, WORTH);

  /**
   * A deal as it is split.
   *
   * @param paid by day, in minor units, with refunds
   */
  private record MadeDeal(Row row, boolean isWon, Map<LocalDate, Long> paid) {
    static MadeDeal of(Random random, int number) {
      boolean isWon = random.nextInt(10) > 0;
      TreeMap<LocalDate, Long> paid = new TreeMap<>();
      Row closing = null;
      if (isWon) {
        LocalDate day = anyDay(random);
        long amount = amount(random);
        paid.merge(day, amount, Long::sum);
        int month = day.getYear() * 12 + day.getMonthValue() - 1;
        closing = cells(CLOSING, Date.valueOf(day), amount, amount(random), "A0", "T0", month);
      }
      List<Row> refunds = new ArrayList<>();
      for (int refund = isWon ? random.nextInt(4) - 1 : 1; refund > 0; refund--) {
        LocalDate day = anyDay(random);
        long amount = amount(random);
        paid.merge(day, -amount, Long::sum);
        refunds.add(cells(REFUND, Date.valueOf(day), "R" + refund, amount, "A0", "T0"));
      }
      Row deal =
          cells(
              DEAL,
              "D" + number,
              closing,
              isWon ? sequence(touches(random)) : null,
              refunds.isEmpty() ? null : sequence(refunds),
              isWon && random.nextBoolean() ? worth(random) : null);
      return new MadeDeal(deal, isWon, paid);
    }

    private static LocalDate anyDay(Random random) {
      return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    /** Of any size, often so small that not everybody can have a cent. */
    private static long amount(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> 0;
        case 1 -> random.nextInt(7);
        case 2 -> random.nextInt(1_000_000);
        default -> random.nextLong(1_000_000_000_000L);
      };
    }

    /** Refunds may be more than what was bought. */
    private static long owed(Random random) {
      return random.nextInt(4) == 0 ? -amount(random) : amount(random);
    }

    private static List<Row> touches(Random random) {
      List<Row> touches = new ArrayList<>();
      long before = Duration.ofDays(90).toSeconds();
      for (int touch = random.nextInt(9); touch > 0; touch--) {
        before -= random.nextInt(860_000);
        String agent = random.nextInt(8) == 0 ? "unknown" : "A" + random.nextInt(5);
        touches.add(cells(DealPaths.TOUCH, -before, "C", agent, random.nextInt(4) == 0, before));
      }
      return touches;
    }

    private static Row worth(Random random) {
      boolean isMatured = random.nextBoolean();
      long value = owed(random);
      return cells(
          WORTH,
          isMatured,
          random.nextBoolean(),
          isMatured ? (Object) owed(random) : null,
          random.nextBoolean() ? BigDecimal.valueOf(value, 2) : null);
    }

    private static Row cells(StructType schema, Object... cells) {
      return new GenericRowWithSchema(cells, schema);
    }

    private static Object sequence(List<Row> rows) {
      return scala.jdk.javaapi.CollectionConverters.asScala(rows).toSeq();
    }

    List<Row> credits(CreditSplit split) {
      List<Row> credits = new ArrayList<>();
      split.call(row).forEachRemaining(credits::add);
      return credits;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void creditsOfEveryModelSumToWhatWasPaidOnEveryDayAndEveryDealIsOne(long seed) {
    // given
    Random random = new Random(seed);
    List<MadeDeal> deals = deals(random);
    CreditSplit split = new CreditSplit(RULES, fits(random));

    // when
    Map<String, List<Row>> byModel =
        deals.stream()
            .flatMap(deal -> deal.credits(split).stream())
            .collect(Collectors.groupingBy(credit -> text(credit, DealCredits.MODEL)));

    // then
    Map<LocalDate, BigDecimal> paid = new TreeMap<>();
    deals.forEach(
        deal ->
            deal.paid()
                .forEach(
                    (day, minor) ->
                        paid.merge(day, BigDecimal.valueOf(minor, 2), BigDecimal::add)));
    assertThat(byModel).as("seed %d", seed).containsOnlyKeys(models());
    byModel.forEach(
        (model, credits) -> {
          assertThat(sums(credits, DealCredits.NET_REVENUE, CreditSplitSumsTest::day))
              .as("seed %d, %s", seed, model)
              .isEqualTo(paid);
          assertThat(sums(credits, DealCredits.WEIGHT, credit -> text(credit, DealCredits.DEAL_ID)))
              .as("seed %d, %s", seed, model)
              .allSatisfy(
                  (deal, weight) ->
                      assertThat(weight).isEqualByComparingTo(isWon(deals, deal) ? "1" : "0"));
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatCustomersBroughtIsSharedWholeByThoseOfThePath(long seed) {
    // given
    Random random = new Random(seed);
    CreditSplit split = new CreditSplit(RULES, fits(random));

    for (MadeDeal deal : deals(random)) {
      // when
      Map<String, List<Row>> byModel =
          deal.credits(split).stream()
              .collect(Collectors.groupingBy(credit -> text(credit, DealCredits.MODEL)));

      // then
      Optional<Row> worth = Optional.ofNullable(deal.row().getAs(CustomerWorth.WORTH));
      BigDecimal revenue =
          worth
              .map(each -> each.<Long>getAs(CustomerWorth.REVENUE))
              .map(minor -> BigDecimal.valueOf(minor, 2))
              .orElse(null);
      BigDecimal value =
          worth.map(each -> each.<BigDecimal>getAs(CustomerWorth.VALUE)).orElse(null);
      byModel.forEach(
          (model, credits) -> {
            String what = "seed %d, %s of %s".formatted(seed, model, deal.row());
            assertThat(sum(credits, DealCredits.REPURCHASE_REVENUE)).as(what).isEqualTo(revenue);
            assertThat(sum(credits, DealCredits.LIFETIME_VALUE)).as(what).isEqualTo(value);
            assertThat(credits)
                .as(what)
                .extracting(credit -> text(credit, DealCredits.AGENT_ID))
                .isSubsetOf(agents(deal));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void agentsOfAPathHaveTheSameShapleyCreditButForAUnitThatCannotBeShared(long seed) {
    // given
    Random random = new Random(seed);
    CreditSplit allAlike =
        new CreditSplit(
            new AttributionRules(
                new TouchRules(Duration.ofDays(90), Duration.ZERO, 1, 1), RULES.halfLife()),
            MarkovFits.none());

    for (MadeDeal deal : deals(random)) {
      // when
      List<Row> closing =
          deal.credits(allAlike).stream()
              .filter(credit -> text(credit, DealCredits.MODEL).equals(PathModel.SHAPLEY.id()))
              .filter(credit -> cell(credit, DealCredits.REFUND_ID) == null)
              .toList();

      // then
      String what = "seed %d, %s".formatted(seed, deal.row());
      assertThat(closing).as(what).hasSize(deal.isWon() ? agents(deal).size() : 0);
      assertThat(spread(closing, DealCredits.NET_REVENUE)).as(what).isLessThanOrEqualTo(CENT);
      assertThat(spread(closing, DealCredits.WEIGHT)).as(what).isLessThanOrEqualTo(BILLIONTH);
    }
  }

  private static List<MadeDeal> deals(Random random) {
    return IntStream.range(0, DEALS).mapToObj(number -> MadeDeal.of(random, number)).toList();
  }

  /** Effects of some agents, at the end of every month. */
  private static MarkovFits fits(Random random) {
    Map<Integer, MarkovFit> fits = new TreeMap<>();
    int first = FIRST_DAY.getYear() * 12 + FIRST_DAY.getMonthValue() - 1;
    for (int month = first; month < first + 6; month++) {
      Map<String, Double> effects = new TreeMap<>();
      for (int agent = 0; agent < 4; agent++) {
        effects.put("A" + agent, random.nextInt(3) == 0 ? 0 : random.nextDouble());
      }
      fits.put(month, new MarkovFit(effects, ""));
    }
    return new MarkovFits(fits);
  }

  private static List<String> models() {
    return Stream.concat(
            Stream.of(PathModel.values()).map(PathModel::id), Stream.of(MarkovFits.MODEL))
        .toList();
  }

  private static boolean isWon(List<MadeDeal> deals, String dealId) {
    return deals.get(Integer.parseInt(dealId.substring(1))).isWon();
  }

  /** Those of the path, or whom it is who has what nobody touched. */
  private static List<String> agents(MadeDeal deal) {
    if (!deal.isWon() || deal.row().getList(deal.row().fieldIndex(DealPaths.PATH)).isEmpty()) {
      return List.of(DealCredits.UNATTRIBUTED);
    }
    return deal.row().<Row>getList(deal.row().fieldIndex(DealPaths.PATH)).stream()
        .map(touch -> touch.<String>getAs(DealPaths.AGENT_ID))
        .distinct()
        .toList();
  }

  private static BigDecimal spread(List<Row> credits, String column) {
    List<BigDecimal> sorted =
        credits.stream().map(credit -> number(credit, column)).sorted().toList();
    return sorted.isEmpty()
        ? BigDecimal.ZERO
        : sorted.get(sorted.size() - 1).subtract(sorted.get(0));
  }

  private static <K> Map<K, BigDecimal> sums(
      List<Row> credits, String column, Function<Row, K> key) {
    Map<K, BigDecimal> sums = new TreeMap<>();
    credits.forEach(
        credit -> sums.merge(key.apply(credit), number(credit, column), BigDecimal::add));
    return sums;
  }

  /** Null where nothing is known. */
  private static BigDecimal sum(List<Row> credits, String column) {
    return credits.stream()
        .map(credit -> number(credit, column))
        .filter(Objects::nonNull)
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  private static LocalDate day(Row credit) {
    return ((Date) cell(credit, DealCredits.POSTED_ON)).toLocalDate();
  }

  private static String text(Row credit, String column) {
    return (String) cell(credit, column);
  }

  private static BigDecimal number(Row credit, String column) {
    return (BigDecimal) cell(credit, column);
  }

  private static Object cell(Row credit, String column) {
    return credit.get(DealCredits.OF_AGENTS.fieldIndex(column));
  }
}
