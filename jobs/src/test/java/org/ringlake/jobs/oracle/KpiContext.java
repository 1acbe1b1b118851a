package org.ringlake.jobs.oracle;

import static org.ringlake.jobs.oracle.KpiValue.canonical;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What stands beside a KPI's value.
 *
 * @param sampleSize the denominator of a share of cases; null for any other KPI
 * @param low lower end of the 95 % interval of a share of cases; null for any other KPI
 * @param isComplete whether the period was over before the as-of day
 * @param previousValue of the period before; null where that cell has no value
 * @param yearAgoValue of the same period a year before; null likewise
 */
public record KpiContext(
    BigDecimal sampleSize,
    BigDecimal low,
    BigDecimal high,
    boolean isComplete,
    BigDecimal previousValue,
    BigDecimal yearAgoValue) {

  public KpiContext {
    sampleSize = canonical(sampleSize);
    low = share(low);
    high = share(high);
    previousValue = canonical(previousValue);
    yearAgoValue = canonical(yearAgoValue);
  }

  /** Without what only shares of cases are asked for. */
  public KpiContext ofNoShare() {
    return new KpiContext(null, null, null, isComplete, previousValue, yearAgoValue);
  }

  /** To nine decimals: the end of an interval is a difference, which doubles blur. */
  private static BigDecimal share(BigDecimal number) {
    return number == null ? null : canonical(number.setScale(9, RoundingMode.HALF_EVEN));
  }
}
