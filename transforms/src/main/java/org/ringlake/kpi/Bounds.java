package org.ringlake.kpi;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A {@link Target} as executors hold it.
 *
 * @param low null for none
 * @param high null for none
 */
record Bounds(BigDecimal low, BigDecimal high) implements Serializable {
  static final Bounds NONE = new Bounds(null, null);

  static Bounds of(Target target) {
    return new Bounds(target.low().orElse(null), target.high().orElse(null));
  }

  /** The one end, or the low one of a band. */
  BigDecimal first() {
    return low == null ? high : low;
  }

  /** The high end of a band; null for one that is none. */
  BigDecimal second() {
    return low == null ? null : high;
  }

  /** Whether there is a target at all. */
  boolean isGiven() {
    return low != null || high != null;
  }

  /**
   * Whether {@code numerator / denominator} reaches it, ends inclusive, without dividing.
   *
   * @param denominator not 0
   */
  boolean isMetBy(BigDecimal numerator, BigDecimal denominator) {
    int sign = denominator.signum();
    return (low == null || sign * numerator.compareTo(low.multiply(denominator)) >= 0)
        && (high == null || sign * numerator.compareTo(high.multiply(denominator)) <= 0);
  }
}
