package org.ringlake.value;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * The value of purchases varies about a customer's own mean, and that mean between customers: the
 * gamma-gamma model (Fader, Hardie and Lee, Journal of Marketing Research 42, 2005; in the form of
 * their note of 2013). Money is in units of the reporting currency.
 */
final class GammaGamma implements Serializable {
  static final String NAME = "gamma_gamma";
  static final List<String> PARAMETERS = List.of("p", "q", "gamma");

  @Serial private static final long serialVersionUID = 1;

  private final double p;
  private final double q;
  private final double gamma;

  GammaGamma(double... parameters) {
    this.p = parameters[0];
    this.q = parameters[1];
    this.gamma = parameters[2];
  }

  double[] parameters() {
    return new double[] {p, q, gamma};
  }

  /** Whether the mean of all customers is finite. */
  boolean hasMean() {
    return q > 1;
  }

  /**
   * The mean value expected of a customer's purchases.
   *
   * @param x how many purchases after the first there are; 0: the mean of all customers
   * @param mean of their values, not negative
   */
  double expectedValue(int x, double mean) {
    return p * (gamma + x * mean) / (p * x + q - 1);
  }

  double logLikelihood(RepeatValues values) {
    int most = values.mostRepeats();
    double[] ofRepeats = new double[most + 1];
    for (int x = 1; x <= most; x++) {
      ofRepeats[x] =
          Gamma.logGamma(p * x + q)
              - Gamma.logGamma(p * x)
              - Gamma.logGamma(q)
              + q * Math.log(gamma)
              + p * x * Math.log(x);
    }
    return RowSums.of(
        values.size(),
        row -> {
          int x = values.repeats(row);
          double mean = values.mean(row);
          return values.customers(row)
              * (ofRepeats[x]
                  + (p * x - 1) * Math.log(mean)
                  - (p * x + q) * Math.log(gamma + x * mean));
        });
  }
}
