package org.ringlake.kpi;

import java.math.BigDecimal;
import java.util.Optional;

/** A target: one bound for a direction, both for a band. Bounds are inclusive. */
public record Target(Optional<BigDecimal> low, Optional<BigDecimal> high) {

  /** No target. */
  public static final Target NONE = new Target(Optional.empty(), Optional.empty());
}
