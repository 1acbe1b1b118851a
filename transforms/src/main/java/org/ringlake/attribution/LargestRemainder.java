package org.ringlake.attribution;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An amount in whole minor units, divided by shares so that nothing is lost: everybody gets the
 * whole units of their part, and what is left goes, one unit each, to the largest remainders.
 */
final class LargestRemainder {
  /** Shares are taken to 2<sup>-52</sup>, and whole from there on. */
  private static final double PRECISION = 0x1p52;

  private LargestRemainder() {}

  /**
   * The parts, which sum to the amount.
   *
   * @param amount may be negative: it is divided as the positive one, so that what was given can be
   *     taken back
   * @param shares not negative, at least one of them positive
   * @param order who comes first where remainders are equal: the smallest, then the first
   */
  static long[] split(long amount, double[] shares, long[] order) {
    double sum = Arrays.stream(shares).sum();
    if (!(sum > 0) || Double.isInfinite(sum) || Arrays.stream(shares).anyMatch(each -> each < 0)) {
      throw new IllegalArgumentException(
          "Nothing can be divided by the shares " + Arrays.toString(shares));
    }
    if (shares.length == 1 || amount == 0) {
      long[] parts = new long[shares.length];
      parts[0] = amount;
      return parts;
    }
    long[] parts = positive(Math.absExact(amount), shares, sum, order);
    return amount > 0 ? parts : Arrays.stream(parts).map(part -> -part).toArray();
  }

  private static long[] positive(long amount, double[] shares, double sum, long[] order) {
    long[] units = new long[shares.length];
    long allUnits = 0;
    for (int index = 0; index < units.length; index++) {
      units[index] = Math.round(shares[index] / sum * PRECISION);
      allUnits += units[index];
    }
    long[] parts = new long[units.length];
    BigInteger[] remainders = new BigInteger[units.length];
    BigInteger divisor = BigInteger.valueOf(allUnits);
    long left = amount;
    for (int index = 0; index < parts.length; index++) {
      BigInteger[] quotient =
          BigInteger.valueOf(amount)
              .multiply(BigInteger.valueOf(units[index]))
              .divideAndRemainder(divisor);
      parts[index] = quotient[0].longValueExact();
      remainders[index] = quotient[1];
      left -= parts[index];
    }
    // fewer units are left than there are parts
    byRemainder(remainders, order).limit(left).forEach(index -> parts[index]++);
    return parts;
  }

  private static IntStream byRemainder(BigInteger[] remainders, long[] order) {
    return IntStream.range(0, remainders.length)
        .boxed()
        .sorted(
            Comparator.comparing((Integer index) -> remainders[index])
                .reversed()
                .thenComparingLong(index -> order[index]))
        .mapToInt(Integer::intValue);
  }
}
