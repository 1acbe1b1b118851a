package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LargestRemainderTest {
  private static final double[] THIRDS = {1.0 / 3, 1.0 / 3, 1.0 / 3};

  @Test
  void whatIsLeftGoesToTheLargestRemainders() {
    assertThat(LargestRemainder.split(10, new double[] {0.55, 0.25, 0.2}, new long[] {0, 0, 0}))
        .containsExactly(6, 2, 2);
  }

  @Test
  void equalRemaindersGoByTheOrderGiven() {
    assertThat(LargestRemainder.split(1, THIRDS, new long[] {5, -7, 5})).containsExactly(0, 1, 0);
    assertThat(LargestRemainder.split(2, THIRDS, new long[] {5, -7, 5})).containsExactly(1, 1, 0);
  }

  @Test
  void whatIsTakenBackIsWhatWasGiven() {
    long[] order = {3, 1, 2};
    long[] given = LargestRemainder.split(100, THIRDS, order);
    long[] taken = LargestRemainder.split(-100, THIRDS, order);

    assertThat(Arrays.stream(taken).map(part -> -part).toArray()).isEqualTo(given);
  }

  @Test
  void nothingIsDividedIntoNothing() {
    assertThat(LargestRemainder.split(0, THIRDS, new long[3])).containsExactly(0, 0, 0);
  }

  @Test
  void sharesOfNothingAreRefused() {
    assertThatThrownBy(() -> LargestRemainder.split(1, new double[] {0, 0}, new long[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LargestRemainder.split(1, new double[] {2, -1}, new long[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void partsSumToTheAmountAndAreNeverAUnitAway(long seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 200; trial++) {
      double[] shares = random.doubles(1 + random.nextInt(9)).toArray();
      long[] order = random.longs(shares.length).toArray();
      long amount = random.nextLong(1_000_000_000_000_000L);

      long[] parts = LargestRemainder.split(amount, shares, order);

      assertThat(Arrays.stream(parts).sum()).as("seed %d", seed).isEqualTo(amount);
      double sum = Arrays.stream(shares).sum();
      for (int index = 0; index < parts.length; index++) {
        double exact = shares[index] / sum * amount;
        assertThat(Math.abs(parts[index] - exact)).as("seed %d", seed).isLessThan(1.5);
      }
    }
  }
}
