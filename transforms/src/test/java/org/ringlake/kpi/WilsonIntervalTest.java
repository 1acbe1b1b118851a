package org.ringlake.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WilsonIntervalTest {
  private static Optional<WilsonInterval> of(int successes, int trials) {
    return WilsonInterval.of(BigDecimal.valueOf(successes), BigDecimal.valueOf(trials));
  }

  /** Newcombe 1998, table I, method 3. */
  @Test
  void itIsThatOfTheLiterature() {
    assertInterval(81, 263, 0.2553, 0.3662);
    assertInterval(15, 148, 0.0624, 0.1605);
    assertInterval(0, 20, 0.0, 0.1611);
    assertInterval(1, 29, 0.0061, 0.1718);
  }

  @Test
  void itEndsAtNothingAndAtAll() {
    assertThat(of(0, 20).orElseThrow().low()).isZero();
    assertThat(of(20, 20).orElseThrow().high()).isOne();
  }

  @Test
  void whatIsNoProportionHasNone() {
    assertThat(of(0, 0)).isEmpty();
    assertThat(of(2, 1)).isEmpty();
    assertThat(of(-1, 5)).isEmpty();
    assertThat(of(1, -5)).isEmpty();
  }

  private static void assertInterval(int successes, int trials, double low, double high) {
    WilsonInterval interval = of(successes, trials).orElseThrow();
    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }
}
