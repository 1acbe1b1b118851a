package org.ringlake.value;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many customers have each history: columns of equal length, in days. */
final class Histories {
  static final double DAYS_OF_A_WEEK = 7;

  private static final int FIRST_CAPACITY = 64;

  private int size;
  private int[] repeats = new int[FIRST_CAPACITY];
  private int[] recencies = new int[FIRST_CAPACITY];
  private int[] ages = new int[FIRST_CAPACITY];
  private long[] customers = new long[FIRST_CAPACITY];

  void add(int x, int recencyDays, int ageDays, long count) {
    if (size == repeats.length) {
      int capacity = 2 * size;
      repeats = Arrays.copyOf(repeats, capacity);
      recencies = Arrays.copyOf(recencies, capacity);
      ages = Arrays.copyOf(ages, capacity);
      customers = Arrays.copyOf(customers, capacity);
    }
    repeats[size] = x;
    recencies[size] = recencyDays;
    ages[size] = ageDays;
    customers[size] = count;
    size++;
  }

  int size() {
    return size;
  }

  int repeats(int row) {
    return repeats[row];
  }

  /** In weeks. */
  double recency(int row) {
    return recencies[row] / DAYS_OF_A_WEEK;
  }

  int recencyDays(int row) {
    return recencies[row];
  }

  int ageDays(int row) {
    return ages[row];
  }

  /** The oldest age there is, in days; 0 for none. */
  int mostAgeDays() {
    return Arrays.stream(ages, 0, size).max().orElse(0);
  }

  /** In weeks. */
  double age(int row) {
    return ages[row] / DAYS_OF_A_WEEK;
  }

  long customers(int row) {
    return customers[row];
  }

  long customers() {
    return Arrays.stream(customers, 0, size).sum();
  }

  /** How many rows have each number of repeat purchases. */
  int[] rowsOfRepeats() {
    int[] rows = new int[mostRepeats() + 1];
    for (int row = 0; row < size; row++) {
      rows[repeats[row]]++;
    }
    return rows;
  }

  /**
   * Where runs of rows begin that differ in nothing but ages, which do not fall; and after them the
   * number of rows.
   */
  int[] runs() {
    int[] starts =
        IntStream.range(0, size)
            .filter(
                row ->
                    row == 0
                        || repeats[row] != repeats[row - 1]
                        || recencies[row] != recencies[row - 1]
                        || ages[row] < ages[row - 1])
            .toArray();
    int[] runs = Arrays.copyOf(starts, starts.length + 1);
    runs[starts.length] = size;
    return runs;
  }

  int mostRepeats() {
    return Arrays.stream(repeats, 0, size).max().orElse(0);
  }

  /** Purchases after the first, of all customers. */
  long allRepeats() {
    long sum = 0;
    for (int row = 0; row < size; row++) {
      sum += repeats[row] * customers[row];
    }
    return sum;
  }

  /** Weeks that all customers have been watched. */
  double allAges() {
    double sum = 0;
    for (int row = 0; row < size; row++) {
      sum += age(row) * customers[row];
    }
    return sum;
  }
}
