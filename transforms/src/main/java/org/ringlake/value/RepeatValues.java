package org.ringlake.value;

import java.util.Arrays;

/** How many customers have each mean value of their purchases after the first. */
final class RepeatValues {
  private static final int FIRST_CAPACITY = 64;
  private static final double MINOR = 100;

  private int size;
  private int[] repeats = new int[FIRST_CAPACITY];
  private long[] sums = new long[FIRST_CAPACITY];
  private long[] customers = new long[FIRST_CAPACITY];

  /**
   * Adds customers.
   *
   * @param x purchases after the first, at least 1
   * @param sumMinor their value together, positive: others say nothing about the model
   */
  void add(int x, long sumMinor, long count) {
    if (size == repeats.length) {
      repeats = Arrays.copyOf(repeats, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
      customers = Arrays.copyOf(customers, 2 * size);
    }
    repeats[size] = x;
    sums[size] = sumMinor;
    customers[size] = count;
    size++;
  }

  int size() {
    return size;
  }

  int repeats(int row) {
    return repeats[row];
  }

  /** In units of the currency. */
  double mean(int row) {
    return sums[row] / MINOR / repeats[row];
  }

  long customers(int row) {
    return customers[row];
  }

  long customers() {
    return Arrays.stream(customers, 0, size).sum();
  }

  int mostRepeats() {
    return Arrays.stream(repeats, 0, size).max().orElse(0);
  }

  /** The mean of the customers' means. */
  double meanOfMeans() {
    double sum = 0;
    for (int row = 0; row < size; row++) {
      sum += mean(row) * customers[row];
    }
    return sum / customers();
  }
}
