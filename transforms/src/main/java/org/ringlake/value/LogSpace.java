package org.ringlake.value;

/** Sums of numbers that are kept as logarithms. */
final class LogSpace {
  private LogSpace() {}

  /** The logarithm of the sum of two numbers. */
  static double sum(double logOne, double logOther) {
    double larger = Math.max(logOne, logOther);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(logOne, logOther) - larger));
  }
}
