package org.ringlake.jobs.config;

import java.math.BigDecimal;
import java.util.Optional;
import org.ringlake.kpi.Direction;
import org.ringlake.kpi.Target;

/** Reads a {@code target}: one number, or both ends of a band. */
final class TargetReader {
  private static final String TARGET = "target";

  /** As many decimals as are published. */
  private static final int DECIMALS = 6;

  private TargetReader() {}

  /**
   * The target of a section; empty where there is none, or together with a mistake.
   *
   * @param direction of its KPI
   */
  static Optional<Target> read(Section section, Direction direction) {
    if (!section.has(TARGET)) {
      return Optional.empty();
    }
    return section.isScalar(TARGET) ? single(section, direction) : band(section, direction);
  }

  private static Optional<Target> single(Section section, Direction direction) {
    Optional<BigDecimal> bound = section.optional(TARGET, TargetReader::bound);
    if (direction == Direction.BAND) {
      section.mistake(TARGET, "target of a band needs both ends; write {low: 0.5, high: 0.7}");
      return Optional.empty();
    }
    return bound.map(value -> Target.of(direction, value));
  }

  private static Optional<Target> band(Section section, Direction direction) {
    try (Section band = section.section(TARGET)) {
      Optional<BigDecimal> low =
          band.required("low", "write the least good value", TargetReader::bound);
      Optional<BigDecimal> high =
          band.required("high", "write the greatest good value", TargetReader::bound);
      if (direction != Direction.BAND) {
        section.mistake(TARGET, "target is a band, but direction is not; write one number");
      } else if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
        section.mistake(TARGET, "target.low is above target.high; swap them");
      }
      return Optional.of(new Target(low, high));
    }
  }

  private static BigDecimal bound(String text) {
    BigDecimal bound = Values.number(text);
    if (bound.stripTrailingZeros().scale() > DECIMALS) {
      throw new IllegalArgumentException("has more than %d decimals; round it".formatted(DECIMALS));
    }
    return bound;
  }
}
