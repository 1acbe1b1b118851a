package org.ringlake.jobs.generate;

/**
 * Repeatable chance: a SplitMix64 sequence that depends on nothing but its seed and keys, so that
 * any part of the world can be made alone, in any order, on any machine. Functions come from {@link
 * StrictMath}, whose results are the same bits everywhere.
 */
final class Dice {
  /** What a sequence is for; two purposes with the same keys never share a sequence. */
  enum Purpose {
    PERSON,
    ATTENDANCE,
    DIALING,
    CUSTOMER,
    PURCHASES,
    CAREER_PAPERS,
    COSTS,
    NOISE,
    TRANSCRIPT
  }

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  static Dice of(long seed, Purpose purpose, long key) {
    return of(seed, purpose, key, 0);
  }

  static Dice of(long seed, Purpose purpose, long key, long secondKey) {
    long mixed = mix(seed + GOLDEN_GAMMA * (purpose.ordinal() + 1));
    mixed = mix(mixed ^ mix(key + GOLDEN_GAMMA));
    return new Dice(mix(mixed ^ mix(secondKey - GOLDEN_GAMMA)));
  }

  /** The finaliser of SplitMix64: a bijection that leaves no visible pattern. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Uniform in [0, 1). */
  double unit() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * TWO_TO_MINUS_53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Uniform whole number, both ends inclusive. */
  int between(int low, int high) {
    return low + (int) (unit() * (high - low + 1L));
  }

  <T> T oneOf(T[] choices) {
    return choices[between(0, choices.length - 1)];
  }

  /** Index of a weight, drawn in proportion to the weights; they need not sum to one. */
  int weighted(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = unit() * total;
    for (int index = 0; index < weights.length - 1; index++) {
      left -= weights[index];
      if (left < 0) {
        return index;
      }
    }
    return weights.length - 1;
  }

  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }
}
