package org.ringlake.jobs.world;

import java.util.List;
import java.util.Random;

/** Random choices, the same for the same seed. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  String number(int low, int high) {
    return Integer.toString(between(low, high));
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  final <T> T of(T... choices) {
    return of(List.of(choices));
  }

  /** The value that many times out of one, else nothing. */
  String maybe(double probability, String value) {
    return chance(probability) ? value : "";
  }

  Random random() {
    return random;
  }
}
