package org.ringlake.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fits find the parameters that customers were simulated with, within sampling error: twice the
 * logarithm of the ratio of likelihoods is chi-squared distributed with as many degrees of freedom
 * as there are parameters.
 */
final class FittingTest {
  private static final int CUSTOMERS = 4_000;
  private static final int DAYS = 546;

  /** 0.9999 quantiles of chi-squared with 4 and 3 degrees of freedom. */
  private static final double FOUR = 23.513;

  private static final double THREE = 21.108;

  private final Fitting fitting = new Fitting(500);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bgNbdIsRecovered(int seed) {
    RandomGenerator random = new Well19937c(seed);
    BgNbd truth = new BgNbd(0.6, 8, 0.9, 2.5);
    double[] p = truth.parameters();
    GammaDistribution rates = new GammaDistribution(random, p[0], 1 / p[1]);
    BetaDistribution losses = new BetaDistribution(random, p[2], p[3]);
    Histories histories = new Histories();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      int age = 30 + random.nextInt(DAYS);
      double rate = rates.sample();
      double loss = losses.sample();
      addBuying(histories, random, age, rate, () -> random.nextDouble() < loss, age / 7.0);
    }

    assertRecovered(fitting.purchases(ValueRules.Model.BG_NBD, histories), truth, histories, seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void paretoNbdIsRecovered(int seed) {
    RandomGenerator random = new Well19937c(seed);
    ParetoNbd truth = new ParetoNbd(0.7, 9, 0.6, 11);
    double[] p = truth.parameters();
    GammaDistribution rates = new GammaDistribution(random, p[0], 1 / p[1]);
    GammaDistribution losses = new GammaDistribution(random, p[2], 1 / p[3]);
    Histories histories = new Histories();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      int age = 30 + random.nextInt(DAYS);
      double lostAt = -Math.log(random.nextDouble()) / losses.sample();
      addBuying(histories, random, age, rates.sample(), () -> false, Math.min(age / 7.0, lostAt));
    }

    assertRecovered(
        fitting.purchases(ValueRules.Model.PARETO_NBD, histories), truth, histories, seed);
  }

  /** Times are rounded to days, as purchases are; seldom two fall on one. */
  private static void addBuying(
      Histories histories,
      RandomGenerator random,
      int age,
      double rate,
      java.util.function.BooleanSupplier isLost,
      double until) {
    int x = 0;
    int recency = 0;
    double now = 0;
    while (true) {
      now += -Math.log(random.nextDouble()) / rate;
      if (now > until) {
        break;
      }
      int day = (int) Math.min(age, Math.ceil(now * 7));
      if (day > recency) {
        x++;
        recency = day;
      }
      if (isLost.getAsBoolean()) {
        break;
      }
    }
    histories.add(x, recency, age, 1);
  }

  private static void assertRecovered(
      ModelFit fit, PurchaseModel truth, Histories histories, int seed) {
    assertThat(fit.status()).as("seed %d", seed).isEqualTo(ModelFit.FITTED);
    double best = fit.purchaseModel().orElseThrow().logLikelihood(histories);
    assertThat(fit.logLikelihood()).isCloseTo(best, within(1e-6));
    assertThat(2 * (best - truth.logLikelihood(histories)))
        .as("seed %d: %s", seed, fit.values())
        .isBetween(0.0, FOUR);
  }

  @ParameterizedTest
  @CsvSource({"5, 1544", "6, 1544", "7, 154400000", "8, 2"})
  void gammaGammaIsRecoveredWhateverTheCurrencyIsWorth(int seed, double scale) {
    RandomGenerator random = new Well19937c(seed);
    GammaGamma truth = new GammaGamma(6.25, 3.74, scale);
    double[] p = truth.parameters();
    RepeatValues values = new RepeatValues();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      int x = 1 + random.nextInt(6);
      double nu = new GammaDistribution(random, p[1], 1 / p[2]).sample();
      GammaDistribution value = new GammaDistribution(random, p[0], 1 / nu);
      long sum = 0;
      for (int purchase = 0; purchase < x; purchase++) {
        sum += Math.round(value.sample() * 100);
      }
      values.add(x, sum, 1);
    }

    ModelFit fit = fitting.values(values);

    assertThat(fit.status()).as("seed %d", seed).isEqualTo(ModelFit.FITTED);
    assertThat(2 * (fit.logLikelihood() - truth.logLikelihood(values)))
        .as("seed %d: %s", seed, fit.values())
        .isBetween(0.0, THREE);
  }

  @Test
  void theValueOfACustomerLiesBetweenTheirOwnMeanAndThatOfAll() {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);
    double ofAll = model.expectedValue(0, 0);

    assertThat(ofAll).isCloseTo(6.25 * 15.44 / 2.74, within(1e-9));
    assertThat(model.expectedValue(3, 100)).isCloseTo(6.25 * 315.44 / 21.49, within(1e-9));
    assertThat(model.expectedValue(300, 100)).isBetween(model.expectedValue(3, 100), 100.0);
  }

  @Test
  void fewCustomersAreNotFitted() {
    Histories few = new Histories();
    few.add(1, 10, 20, 499);

    ModelFit fit = fitting.purchases(ValueRules.Model.BG_NBD, few);

    assertThat(fit.status()).isEqualTo("499 customers, fewer than 500");
    assertThat(fit.purchaseModel()).isEmpty();
    assertThat(fitting.values(new RepeatValues()).status())
        .isEqualTo("0 customers who bought again, fewer than 500");
  }

  @Test
  void aSearchThatDoesNotComeToRestIsNoFit() {
    // given a likelihood that is better wherever it is asked for next
    int[] asked = {0};

    // when
    MaximumLikelihood.Result found =
        MaximumLikelihood.search(
            parameters -> ++asked[0], List.of(new double[] {1, 1}, new double[] {2, 2}));

    // then
    assertThat(found.hasConverged()).isFalse();
    ModelFit fit = Fitting.result("some", List.of("one", "other"), 700, found);
    assertThat(fit.status()).isEqualTo("no maximum of the likelihood was found");
    assertThat(fit.values()).isEmpty();
    assertThat(fit.customers()).isEqualTo(700);
  }

  @Test
  void customersWhoNeverBoughtAgainAreNotFitted() {
    Histories once = new Histories();
    once.add(0, 0, 100, 900);

    assertThat(fitting.purchases(ValueRules.Model.PARETO_NBD, once).status())
        .isEqualTo("no customer bought again");
  }

  @Test
  void whereRatesDoNotDifferTheFitIsTheLimitOfOneRateForAll() {
    // everybody buys again after the same time, and nobody is lost
    Histories alike = new Histories();
    Random random = new Random(9);
    for (int customer = 0; customer < 600; customer++) {
      int age = 300 + random.nextInt(20);
      alike.add(age / 10, age / 10 * 10, age, 1);
    }

    ModelFit fit = fitting.purchases(ValueRules.Model.BG_NBD, alike);

    assertThat(fit.status()).startsWith("fitted, at the limit of ");
    PurchaseModel model = fit.purchaseModel().orElseThrow();
    assertThat(model.aliveProbability(30, 300 / 7.0, 300 / 7.0)).isGreaterThan(0.99);
    assertThat(model.expectedIfAlive(30, 300 / 7.0, 20)).isCloseTo(14, within(0.5));
  }

  @ParameterizedTest
  @EnumSource(
      value = ValueRules.Model.class,
      names = {"BG_NBD", "PARETO_NBD"})
  void whereNobodyIsLostTheFitIsTheLimitWithoutLoss(ValueRules.Model name) {
    // given
    RandomGenerator random = new Well19937c(7);
    GammaDistribution rates = new GammaDistribution(random, 1.7, 1 / 100.0);
    Histories histories = new Histories();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      int age = 30 + random.nextInt(DAYS);
      addBuying(histories, random, age, rates.sample(), () -> false, age / 7.0);
    }

    // when
    ModelFit fit = fitting.purchases(name, histories);

    // then
    assertThat(fit.status()).startsWith("fitted");
    PurchaseModel model = fit.purchaseModel().orElseThrow();
    double expected = model.aliveProbability(2, 20, 50) * model.expectedIfAlive(2, 50, 26);
    assertThat(expected)
        .as("of a rate of (1.7 + 2) / (100 + 50) a week")
        .isCloseTo(26 * 3.7 / 150, within(0.08));
  }
}
