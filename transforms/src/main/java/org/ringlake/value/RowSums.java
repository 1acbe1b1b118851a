package org.ringlake.value;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Sums over rows, of which many are computed side by side and all are added in their order. */
final class RowSums {
  private static final int MANY = 10_000;

  private RowSums() {}

  /**
   * The sum of a term of each row.
   *
   * @param term depends on the row alone
   */
  static double of(int rows, IntToDoubleFunction term) {
    IntStream all = IntStream.range(0, rows);
    double[] terms = (rows < MANY ? all : all.parallel()).mapToDouble(term).toArray();
    double sum = 0;
    for (double each : terms) {
      sum += each;
    }
    return sum;
  }
}
