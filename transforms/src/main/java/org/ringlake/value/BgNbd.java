package org.ringlake.value;

import java.io.Serial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;

/**
 * Customers buy at a rate of their own, gamma distributed (r, α), and after each purchase may be
 * lost with a probability of their own, beta distributed (a, b): the BG/NBD model (Fader, Hardie
 * and Lee, Marketing Science 24, 2005). A customer who has not bought again is alive.
 */
final class BgNbd implements PurchaseModel {
  static final List<String> PARAMETERS = List.of("r", "alpha", "a", "b");

  @Serial private static final long serialVersionUID = 1;

  private final double r;
  private final double alpha;
  private final double a;
  private final double b;
  private final Map<Integer, BetaNodes> losses = new HashMap<>();

  BgNbd(double... parameters) {
    this.r = parameters[0];
    this.alpha = parameters[1];
    this.a = parameters[2];
    this.b = parameters[3];
  }

  @Override
  public List<String> parameterNames() {
    return PARAMETERS;
  }

  @Override
  public double[] parameters() {
    return new double[] {r, alpha, a, b};
  }

  @Override
  public double aliveProbability(int x, double recency, double age) {
    if (x == 0) {
      return 1;
    }
    double logOdds =
        StrictMath.log(a / (b + x - 1))
            + (r + x) * StrictMath.log((alpha + age) / (alpha + recency));
    return 1 / (1 + StrictMath.exp(logOdds));
  }

  /**
   * The published formula has Gauss's hypergeometric function and is singular at a = 1. This is the
   * integral it stands for: the mean of (1 − ((α+T) / (α+T+pt))^(r+x)) / p over the probability p
   * of being lost, which is beta distributed (a, b+x).
   */
  @Override
  public double expectedIfAlive(int x, double age, double time) {
    BetaNodes nodes = losses.computeIfAbsent(x, any -> BetaNodes.of(a, b + x));
    double ratio = time / (alpha + age);
    double sum = 0;
    for (int node = 0; node < nodes.points().length; node++) {
      double loss = nodes.points()[node];
      double surviving = -(r + x) * StrictMath.log1p(loss * ratio);
      sum +=
          nodes.weights()[node]
              * (loss == 0 ? (r + x) * ratio : -StrictMath.expm1(surviving) / loss);
    }
    return sum;
  }

  @Override
  public double logLikelihood(Histories histories) {
    int most = histories.mostRepeats();
    double[] ofRepeats = new double[most + 1];
    double[] ofLoss = new double[most + 1];
    for (int x = 0; x <= most; x++) {
      ofRepeats[x] =
          Gamma.logGamma(r + x)
              - Gamma.logGamma(r)
              + r * Math.log(alpha)
              + Gamma.logGamma(a + b)
              + Gamma.logGamma(b + x)
              - Gamma.logGamma(b)
              - Gamma.logGamma(a + b + x);
      ofLoss[x] = Math.log(a / (b + x - 1));
    }
    double[] logs = LogSpace.ofDays(alpha, histories.mostAgeDays());
    return RowSums.of(
        histories.size(),
        row -> {
          int x = histories.repeats(row);
          double either = -(r + x) * logs[histories.ageDays(row)];
          if (x > 0) {
            double lost = ofLoss[x] - (r + x) * logs[histories.recencyDays(row)];
            either = LogSpace.sum(either, lost);
          }
          return histories.customers(row) * (ofRepeats[x] + either);
        });
  }
}
