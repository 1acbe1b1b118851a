package org.ringlake.value;

/**
 * Nodes and weights of the double exponential rule on [0, 1], for integrands with singular ends
 * (Takahasi and Mori, 1974). Nodes are kept as distances from both ends, which may be far below
 * what 1 minus a number can tell; the first and the last are the ends themselves.
 */
final class DoubleExponential {
  private static final double STEP = 1.0 / 12;
  private static final int HALF = 72;
  private static final int INNER = 2 * HALF + 1;

  /** Distances from 0. */
  static final double[] FROM_ZERO = new double[INNER + 2];

  /** Distances from 1. */
  private static final double[] FROM_ONE = new double[INNER + 2];

  private static final double[] WEIGHTS = new double[INNER + 2];

  static {
    FROM_ONE[0] = 1;
    FROM_ZERO[INNER + 1] = 1;
    for (int node = 1; node <= INNER; node++) {
      double t = (node - 1 - HALF) * STEP;
      double inner = StrictMath.PI / 2 * StrictMath.sinh(t);
      FROM_ZERO[node] = 1 / (1 + StrictMath.exp(-2 * inner));
      FROM_ONE[node] = 1 / (1 + StrictMath.exp(2 * inner));
      WEIGHTS[node] = STEP * StrictMath.PI * StrictMath.cosh(t) * FROM_ZERO[node] * FROM_ONE[node];
    }
    // half of the outermost steps lies with the ends
    WEIGHTS[1] /= 2;
    WEIGHTS[INNER] /= 2;
  }

  private DoubleExponential() {}

  /**
   * How much of a beta distribution each node stands for; they sum to 1. What lies beyond the
   * outermost nodes, much where a or b is tiny, is at the ends.
   */
  static double[] betaWeights(double a, double b) {
    double[] logs = new double[INNER + 2];
    logs[0] = a * StrictMath.log(FROM_ZERO[1]) - StrictMath.log(a);
    logs[INNER + 1] = b * StrictMath.log(FROM_ONE[INNER]) - StrictMath.log(b);
    double largest = Math.max(logs[0], logs[INNER + 1]);
    for (int node = 1; node <= INNER; node++) {
      logs[node] =
          StrictMath.log(WEIGHTS[node])
              + (a - 1) * StrictMath.log(FROM_ZERO[node])
              + (b - 1) * StrictMath.log(FROM_ONE[node]);
      largest = Math.max(largest, logs[node]);
    }
    double sum = 0;
    double[] weights = new double[logs.length];
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
