package org.ringlake.kpi;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The Wilson score interval of a proportion, at 95 %.
 *
 * @param low between 0 and the proportion
 * @param high between the proportion and 1
 */
record WilsonInterval(double low, double high) {
  /** The standard normal quantile of 0.975. */
  private static final double Z = 1.959963984540054;

  /** Empty where these are no cases, or not so many of so many. */
  static Optional<WilsonInterval> of(BigDecimal successes, BigDecimal trials) {
    if (trials.signum() <= 0 || successes.signum() < 0 || successes.compareTo(trials) > 0) {
      return Optional.empty();
    }
    double n = trials.doubleValue();
    double share = successes.doubleValue() / n;
    double centre = share + Z * Z / (2 * n);
    double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return Optional.of(
        new WilsonInterval(
            Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)));
  }
}
