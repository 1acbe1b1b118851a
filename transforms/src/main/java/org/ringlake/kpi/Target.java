package org.ringlake.kpi;

import java.math.BigDecimal;
import java.util.Optional;

/** A target: one bound for a direction, both for a band. Bounds are inclusive. */
public record Target(Optional<BigDecimal> low, Optional<BigDecimal> high) {

  /** No target. */
  public static final Target NONE = new Target(Optional.empty(), Optional.empty());

  /**
   * The target of one number.
   *
   * @throws IllegalArgumentException for a band, which has two
   */
  public static Target of(Direction direction, BigDecimal bound) {
    return switch (direction) {
      case HIGHER -> new Target(Optional.of(bound), Optional.empty());
      case LOWER -> new Target(Optional.empty(), Optional.of(bound));
      case BAND -> throw new IllegalArgumentException("A band has two ends, not one: " + bound);
    };
  }
}
