package org.ringlake.attribution;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * How deals are attributed.
 *
 * @param touches which calls count
 * @param halfLife after which a touch is worth half to time decay
 */
public record AttributionRules(TouchRules touches, Duration halfLife) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public AttributionRules {
    if (halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException(
          "attribution.half-life is %s; use more than zero, such as P7D".formatted(halfLife));
    }
  }
}
