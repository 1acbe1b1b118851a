package org.ringlake.kpi;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many of what a formula counts make one of what is published: 3600 seconds an hour.
 *
 * <p>Formulas stay whole numbers, so that a value is divided once and is exact, though an hour's
 * third is not.
 */
public record FormulaUnits(int numerator, int denominator) implements Serializable {
  /** What is counted is published. */
  public static final FormulaUnits ONES = new FormulaUnits(1, 1);

  /** As it is published, rounded half up to the decimals of the column. */
  static BigDecimal published(BigDecimal counted, int unit) {
    return unit == 1 || counted == null
        ? counted
        : counted.divide(BigDecimal.valueOf(unit), Kpis.DECIMALS, RoundingMode.HALF_UP);
  }

  /** A numerator to be divided by {@link #divisor} of its denominator. */
  BigDecimal dividend(BigDecimal numeratorCounted) {
    return numeratorCounted.multiply(BigDecimal.valueOf(denominator));
  }

  /** What {@link #dividend} is to be divided by. */
  BigDecimal divisor(BigDecimal denominatorCounted) {
    return denominatorCounted.multiply(BigDecimal.valueOf(numerator));
  }
}
