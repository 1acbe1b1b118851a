package org.ringlake.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The models of repeat purchases, on published numbers and against the integrals they stand for.
 */
final class PurchaseModelsTest {
  /** Of the CDNOW sample; published with three decimals, expectations were made with more. */
  private static final BgNbd CDNOW = new BgNbd(0.2426, 4.4136, 0.7929, 2.4259);

  private static final GaussIntegrator GAUSS = new GaussIntegratorFactory().legendre(24);
  private static final int PANELS = 8;

  @ParameterizedTest
  @CsvSource({
    "0.1429,  0.0078",
    "1,       0.0532",
    "3,       0.1506",
    "31.8571, 1.0405",
    "32,      1.0437",
    "78,      1.858",
  })
  void newCustomersAreExpectedToBuyAsPublished(double weeks, double expected) {
    assertThat(expected(0, 0, 0, weeks)).isCloseTo(expected, within(0.001));
  }

  @Test
  void aCustomerIsExpectedToBuyAsPublished() {
    assertThat(expected(2, 30.43, 38.86, 39)).isCloseTo(1.226, within(0.001));
  }

  private static double expected(int x, double recency, double age, double time) {
    return CDNOW.aliveProbability(x, recency, age) * CDNOW.expectedIfAlive(x, age, time);
  }

  @Test
  void whoHasNotBoughtAgainIsAlive() {
    assertThat(CDNOW.aliveProbability(0, 0, 38.86)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theExpectationIsThatOfThePublishedFormula(long seed) {
    Random random = new Random(seed);
    double r = 0.1 + 2 * random.nextDouble();
    double alpha = 1 + 10 * random.nextDouble();
    double a = 0.2 + 3 * random.nextDouble();
    double b = 0.5 + 3 * random.nextDouble();
    int x = 1 + random.nextInt(12);
    double age = 1 + 60 * random.nextDouble();
    double time = 1 + 30 * random.nextDouble();

    double z = time / (alpha + age + time);
    double expected =
        (a + b + x - 1)
            / (a - 1)
            * (1
                - Math.pow((alpha + age) / (alpha + age + time), r + x)
                    * hypergeometric(r + x, b + x, a + b + x - 1, z));

    assertThat(new BgNbd(r, alpha, a, b).expectedIfAlive(x, age, time))
        .as("seed %d", seed)
        .isCloseTo(expected, within(1e-7 * Math.max(1, expected)));
  }

  @Test
  void theExpectationIsContinuousWhereThePublishedFormulaIsSingular() {
    double at = new BgNbd(0.5, 4, 1, 2).expectedIfAlive(3, 20, 10);

    assertThat(new BgNbd(0.5, 4, 1 - 1e-6, 2).expectedIfAlive(3, 20, 10))
        .isCloseTo(at, within(1e-5));
    assertThat(new BgNbd(0.5, 4, 1 + 1e-6, 2).expectedIfAlive(3, 20, 10))
        .isCloseTo(at, within(1e-5));
    assertThat(new ParetoNbd(0.5, 4, 1 + 1e-6, 9).expectedIfAlive(3, 20, 10))
        .isCloseTo(new ParetoNbd(0.5, 4, 1, 9).expectedIfAlive(3, 20, 10), within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 2",
    "1e-4, 2",
    "0.5, 1e-4",
    "3, 0.01",
    "3, 8",
    "20, 1000",
    "466, 1534",
    "4660, 15340",
    "1e7, 30",
    "1e6, 1e9",
  })
  void lossesHaveTheMeanOfTheirDistribution(double a, double b) {
    // the mean of the losses themselves is a / (a + b)
    BetaNodes nodes = BetaNodes.of(a, b);
    double mean = 0;
    for (int node = 0; node < nodes.points().length; node++) {
      mean += nodes.weights()[node] * nodes.points()[node];
    }

    double expected = a / (a + b);
    assertThat(mean).isCloseTo(expected, within(1e-4 * expected * (1 - expected)));
  }

  @ParameterizedTest
  @CsvSource({"4660, 15340, 2e-4", "466, 1534, 2e-3", "1e6, 1e9, 1e-4", "1e9, 1e6, 1e-4"})
  void whereEverybodyIsAsEasilyLostTheExpectationIsThatOfOneLoss(
      double a, double b, double deviation) {
    // given
    double r = 1;
    double alpha = 4;
    double weeks = 156.6;
    double loss = a / (a + b);

    // when
    double actual = new BgNbd(r, alpha, a, b).expectedIfAlive(0, 0, weeks);

    // then
    double expected = (1 - Math.pow(alpha / (alpha + loss * weeks), r)) / loss;
    assertThat(actual).isCloseTo(expected, within(deviation * expected));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLikelihoodOfBgNbdIsTheIntegralOverRatesAndLosses(long seed) {
    Random random = new Random(seed);
    double r = 1.1 + 2 * random.nextDouble();
    double alpha = 1 + 5 * random.nextDouble();
    double a = 1.1 + 2 * random.nextDouble();
    double b = 1.1 + 2 * random.nextDouble();
    int x = random.nextInt(6);
    int age = 7 * (10 + random.nextInt(40));
    int recency = x == 0 ? 0 : 7 + random.nextInt(age - 7);

    double kept = overLosses(a, b, p -> Math.pow(1 - p, x));
    double likelihood = kept * overRates(r, alpha, rate -> poisson(rate, x, age / 7.0));
    if (x > 0) {
      likelihood +=
          overLosses(a, b, p -> p * Math.pow(1 - p, x - 1))
              * overRates(r, alpha, rate -> poisson(rate, x, recency / 7.0));
    }

    assertThat(new BgNbd(r, alpha, a, b).logLikelihood(one(x, recency, age)))
        .as("seed %d", seed)
        .isCloseTo(Math.log(likelihood), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLikelihoodOfParetoNbdIsTheIntegralOverBothRates(long seed) {
    Random random = new Random(seed);
    double r = 1.1 + 2 * random.nextDouble();
    double alpha = 1 + 5 * random.nextDouble();
    double s = 1.1 + 2 * random.nextDouble();
    double beta = 1 + 5 * random.nextDouble();
    int x = random.nextInt(6);
    int age = 7 * (10 + random.nextInt(40));
    int recency = x == 0 ? 0 : 7 + random.nextInt(age - 7);
    double weeks = age / 7.0;
    double last = recency / 7.0;

    double likelihood =
        overRates(
            r,
            alpha,
            buying ->
                overRates(
                    s,
                    beta,
                    losing -> {
                      double both = buying + losing;
                      return Math.pow(buying, x)
                          / both
                          * (losing * Math.exp(-both * last) + buying * Math.exp(-both * weeks));
                    }));

    assertThat(new ParetoNbd(r, alpha, s, beta).logLikelihood(one(x, recency, age)))
        .as("seed %d", seed)
        .isCloseTo(Math.log(likelihood), within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 10,   0.5, 0.001, 0, 0,   350",
    "0.5, 10,   0.5, 0.001, 3, 120, 350",
    "2,   40,   1.5, 1e-5,  0, 0,   700",
    "0.5, 1e-5, 0.5, 10,    0, 0,   350",
    "0.7, 0.01, 2,   300,   5, 90,  350",
    "0.7, 9,    0.6, 11,    2, 30,  35",
  })
  void whetherACustomerIsLostIsTheIntegralOverTheTimeOfIt(
      double r, double alpha, double s, double beta, int x, int recency, int age) {
    // given
    double from = recency / 7.0;
    double weeks = age / 7.0;
    // in steps that grow with the time, as the smallest of all scales asks for
    double scale = Math.min(alpha, beta) + from;
    double whole = Math.log1p((weeks - from) / scale);
    double lost = 0;
    for (int panel = 0; panel < 200; panel++) {
      double middle = (panel + 0.5) * whole / 200;
      double width = whole / 400;
      lost +=
          width
              * GAUSS.integrate(
                  t -> {
                    double after = scale * Math.expm1(middle + width * t);
                    return s
                        * Math.pow(alpha + from + after, -(r + x))
                        * Math.pow(beta + from + after, -(s + 1))
                        * (scale + after);
                  });
    }
    double alive = Math.pow(alpha + weeks, -(r + x)) * Math.pow(beta + weeks, -s);

    // when
    ParetoNbd model = new ParetoNbd(r, alpha, s, beta);

    // then
    assertThat(model.aliveProbability(x, from, weeks))
        .isCloseTo(alive / (alive + lost), withinPercentage(1e-5));
    double logLikelihood =
        Gamma.logGamma(r + x)
            - Gamma.logGamma(r)
            + r * Math.log(alpha)
            + s * Math.log(beta)
            + Math.log(alive + lost);
    assertThat(logLikelihood(model, x, recency, age)).isCloseTo(logLikelihood, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatParetoNbdExpectsIsTheIntegralOverBothRates(long seed) {
    // given
    Random random = new Random(seed);
    double r = 1.1 + 2 * random.nextDouble();
    double alpha = 1 + 5 * random.nextDouble();
    double s = 1.1 + 2 * random.nextDouble();
    double beta = 1 + 5 * random.nextDouble();
    int x = random.nextInt(6);
    double weeks = 10 + 40 * random.nextDouble();
    double later = 5 + 30 * random.nextDouble();

    // when
    double actual = new ParetoNbd(r, alpha, s, beta).expectedIfAlive(x, weeks, later);

    // then: alive until now, a customer buys at their rate as long as they are not lost
    double alive =
        overRates(r, alpha, buying -> poisson(buying, x, weeks))
            * overRates(s, beta, losing -> Math.exp(-losing * weeks));
    double bought =
        overRates(r, alpha, buying -> buying * poisson(buying, x, weeks))
            * overRates(
                s,
                beta,
                losing -> Math.exp(-losing * weeks) * -Math.expm1(-losing * later) / losing);
    assertThat(actual).as("seed %d", seed).isCloseTo(bought / alive, withinPercentage(1e-3));
  }

  @Test
  void likelihoodsAreFiniteForManyPurchases() {
    Histories busy = one(5_000, 3_640, 3_650);

    assertThat(CDNOW.logLikelihood(busy)).isFinite();
    assertThat(new ParetoNbd(0.5, 10, 0.6, 11).logLikelihood(busy)).isFinite();
    assertThat(CDNOW.aliveProbability(5_000, 520, 521.5)).isBetween(0.0, 1.0);
    assertThat(CDNOW.expectedIfAlive(5_000, 521.5, 26)).isFinite().isPositive();
  }

  private static Histories one(int x, int recency, int age) {
    Histories histories = new Histories();
    histories.add(x, recency, age, 1);
    return histories;
  }

  private static double poisson(double rate, int x, double weeks) {
    return Math.pow(rate, x) * Math.exp(-rate * weeks);
  }

  private static double overLosses(double a, double b, DoubleUnaryOperator value) {
    double density = Math.exp(-Beta.logBeta(a, b));
    return integral(
        p -> density * Math.pow(p, a - 1) * Math.pow(1 - p, b - 1) * value.applyAsDouble(p));
  }

  private static double overRates(double shape, double rate, DoubleUnaryOperator value) {
    double density = Math.exp(shape * Math.log(rate) - Gamma.logGamma(shape));
    return integral(
        u -> {
          double each = u / (1 - u) / 4;
          return density
              * Math.pow(each, shape - 1)
              * Math.exp(-rate * each)
              * value.applyAsDouble(each)
              / (4 * (1 - u) * (1 - u));
        });
  }

  /** From 0 to 1, in panels that get narrower towards both ends. */
  private static double integral(DoubleUnaryOperator function) {
    double sum = 0;
    double from = 0;
    for (int panel = 1; panel <= PANELS; panel++) {
      double to = (1 - Math.cos(Math.PI * panel / PANELS)) / 2;
      double width = (to - from) / 2;
      double middle = (to + from) / 2;
      sum += width * GAUSS.integrate(t -> function.applyAsDouble(middle + width * t));
      from = to;
    }
    return sum;
  }

  /** Gauss's series, which converges below 1. */
  private static double hypergeometric(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 100_000; n++) {
      term *= (a + n) * (b + n) / (c + n) / (n + 1) * z;
      sum += term;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"0.5, 30, 0.8, 30", "4, 180, 77, 13638", "2, 90, 900, 160000", "1, 40, 5, 20"})
  void whateverHappensOfParetoNbdHappensWithProbabilityOne(
      double r, double alpha, double s, double beta) {
    // given
    ParetoNbd model = new ParetoNbd(r, alpha, s, beta);
    int days = 350;

    // when
    double all = StrictMath.exp(logLikelihood(model, 0, 0, days));
    for (int x = 1; x < 40; x++) {
      for (int day = 0; day <= days; day++) {
        // the last purchase on that day, those before it on any before
        double logOthers = x == 1 ? 0 : (x - 1) * StrictMath.log(day / 7.0) - Gamma.logGamma(x);
        double density = StrictMath.exp(logLikelihood(model, x, day, days) + logOthers);
        all += (day % days == 0 ? 0.5 : 1) * density / 7;
      }
    }

    // then
    assertThat(all).isCloseTo(1, within(1e-4));
  }

  private static double logLikelihood(ParetoNbd model, int x, int recency, int age) {
    Histories histories = new Histories();
    histories.add(x, recency, age, 1);
    return model.logLikelihood(histories);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void manyHistoriesAreAsLikelyAsEachOfThem(long seed) {
    // given more histories of each frequency than days, so that days are added up
    Random random = new Random(seed);
    double most = seed == 1 ? 0.01 : 20;
    ParetoNbd model =
        new ParetoNbd(
            0.1 + random.nextDouble(),
            most * random.nextDouble() + 0.001,
            0.1 + 2 * random.nextDouble(),
            most * random.nextDouble() + 0.001);
    Histories many = new Histories();
    double each = 0;
    for (int row = 0; row < 1_000; row++) {
      int x = random.nextInt(3) * 10;
      int recency = x == 0 ? 0 : x + random.nextInt(40);
      int age = recency + random.nextInt(50);
      long customers = 1L + random.nextInt(5);
      Histories alone = new Histories();
      for (Histories histories : List.of(many, alone)) {
        histories.add(x, recency, age, customers);
      }
      each += model.logLikelihood(alone);
    }

    // when
    double logLikelihood = model.logLikelihood(many);

    // then
    assertThat(logLikelihood).isCloseTo(each, withinPercentage(1e-8));
  }
}
