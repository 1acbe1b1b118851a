package org.ringlake.value;

import java.util.Arrays;

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
