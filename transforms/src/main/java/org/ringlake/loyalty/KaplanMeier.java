package org.ringlake.loyalty;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The product-limit estimate of how many have bought again by a month, where some have not been
 * watched for so long (Kaplan and Meier, 1958); its band is Greenwood's on the log-minus-log scale.
 */
final class KaplanMeier {
  /** The standard normal quantile of 0.975. */
  private static final double Z = 1.959963984540054;

  private final long[] bought;
  private final long[] lost;

  /**
   * @param months how many months are estimated
   */
  KaplanMeier(int months) {
    this.bought = new long[months + 1];
    this.lost = new long[months + 1];
  }

  /** Adds customers who bought again in a month after their first purchase, from 1 on. */
  void addBuyers(int month, long customers) {
    bought[month] += customers;
  }

  /** Adds customers who had not bought again when so many months were over. */
  void addOthers(int monthsWatched, long customers) {
    lost[monthsWatched] += customers;
  }

  /**
   * What is known of a month.
   *
   * @param atRisk customers watched in that month who had not bought again before
   * @param bought those of them who did in it
   * @param share of all who have bought again by its end; empty where nobody was at risk
   * @param low and high, the 95 % band; empty where the estimate is 0 or 1
   */
  record Estimate(
      int month,
      long atRisk,
      long bought,
      OptionalDouble share,
      OptionalDouble low,
      OptionalDouble high) {}

  List<Estimate> estimates() {
    List<Estimate> estimates = new ArrayList<>();
    double remaining = 1;
    double greenwood = 0;
    long atRisk = sum() - lost[0];
    boolean isKnown = true;
    for (int month = 1; month < bought.length; month++) {
      isKnown &= atRisk > 0;
      if (isKnown) {
        double left = atRisk - bought[month];
        remaining *= left / atRisk;
        greenwood += bought[month] / (atRisk * left);
      }
      estimates.add(
          isKnown
              ? estimate(month, atRisk, remaining, greenwood)
              : new Estimate(
                  month,
                  0,
                  0,
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  OptionalDouble.empty()));
      atRisk -= bought[month] + lost[month];
    }
    return estimates;
  }

  private Estimate estimate(int month, long atRisk, double remaining, double greenwood) {
    OptionalDouble share = OptionalDouble.of(1 - remaining);
    if (remaining <= 0 || remaining >= 1) {
      return new Estimate(
          month, atRisk, bought[month], share, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double width = Z * StrictMath.sqrt(greenwood) / StrictMath.abs(StrictMath.log(remaining));
    return new Estimate(
        month,
        atRisk,
        bought[month],
        share,
        OptionalDouble.of(1 - StrictMath.pow(remaining, StrictMath.exp(-width))),
        OptionalDouble.of(1 - StrictMath.pow(remaining, StrictMath.exp(width))));
  }

  private long sum() {
    long sum = 0;
    for (int month = 0; month < bought.length; month++) {
      sum += bought[month] + lost[month];
    }
    return sum;
  }
}
