package org.ringlake.jobs.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A KPI's inputs and its value.
 *
 * @param denominator null for a plain sum
 * @param value null for a ratio whose denominator is 0; rounded to 12 digits, which is less than a
 *     double can hold
 */
public record KpiValue(BigDecimal numerator, BigDecimal denominator, BigDecimal value) {
  private static final MathContext COMPARED = new MathContext(12);
  private static final int PUBLISHED_DECIMALS = 10;

  public KpiValue {
    numerator = canonical(numerator);
    denominator = canonical(denominator);
    value = canonical(value);
  }

  /** What is published of exact inputs: themselves rounded, their quotient not. */
  static KpiValue of(BigDecimal numerator, BigDecimal denominator) {
    if (denominator == null) {
      return new KpiValue(published(numerator), null, numerator);
    }
    return new KpiValue(
        published(numerator),
        published(denominator),
        denominator.signum() == 0 ? null : numerator.divide(denominator, MathContext.DECIMAL64));
  }

  private static BigDecimal published(BigDecimal exact) {
    return exact == null ? null : exact.setScale(PUBLISHED_DECIMALS, RoundingMode.HALF_UP);
  }

  static BigDecimal canonical(BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigDecimal shortest = number.round(COMPARED).stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
