package org.ringlake.value;

import java.io.Serial;
import java.io.Serializable;

/**
 * A beta distribution (a, b) as points on [0, 1] and how much of it each stands for, for means of
 * functions that change no faster than x / (1 + x) does.
 *
 * <p>The trapezoidal rule on y = m + w · sinh(t), where y is the logarithm of the odds, m that of
 * the mean's, and w so small that the steps about m are narrower than the distribution; further out
 * they grow (after Takahasi and Mori, 1974). Where a or b is tiny much of the distribution lies
 * beyond the outermost steps, and is given to the ends, 0 and 1 themselves.
 *
 * @param points in order, first 0 and last 1
 * @param weights which sum to 1
 */
record BetaNodes(double[] points, double[] weights) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final double STEP = 1.0 / 12;
  private static final int HALF = 72;
  private static final int INNER = 2 * HALF + 1;

  /** Standard deviations of y in one of t, about m: half a deviation is a step. */
  private static final double DEVIATIONS = 6;

  static BetaNodes of(double a, double b) {
    double middle = StrictMath.log(a) - StrictMath.log(b);
    double width = Math.min(StrictMath.PI, DEVIATIONS * StrictMath.sqrt(1 / a + 1 / b));
    double[] points = new double[INNER + 2];
    double[] logs = new double[INNER + 2];
    for (int node = 1; node <= INNER; node++) {
      double t = (node - 1 - HALF) * STEP;
      double y = middle + width * StrictMath.sinh(t);
      double logPoint = -softplus(-y);
      double logRest = -softplus(y);
      double log = a * logPoint + b * logRest;
      points[node] = StrictMath.exp(logPoint);
      logs[node] = StrictMath.log(STEP * width * StrictMath.cosh(t)) + log;
      if (node == 1) {
        logs[0] = log - StrictMath.log(a);
      } else if (node == INNER) {
        logs[INNER + 1] = log - StrictMath.log(b);
      }
    }
    points[INNER + 1] = 1;
    // half of the outermost steps lies with the ends
    logs[1] -= StrictMath.log(2);
    logs[INNER] -= StrictMath.log(2);
    return new BetaNodes(points, normalised(logs));
  }

  /** log(1 + e^y), for any y. */
  private static double softplus(double y) {
    return Math.max(y, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(y)));
  }

  private static double[] normalised(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double[] weights = new double[logs.length];
    double sum = 0;
    for (int node = 0; node < logs.length; node++) {
      weights[node] = StrictMath.exp(logs[node] - largest);
      sum += weights[node];
    }
    for (int node = 0; node < weights.length; node++) {
      weights[node] /= sum;
    }
    return weights;
  }
}
