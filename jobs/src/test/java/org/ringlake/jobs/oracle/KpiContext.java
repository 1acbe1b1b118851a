package org.ringlake.jobs.oracle;

import static org.ringlake.jobs.oracle.KpiValue.canonical;

import java.math.BigDecimal;

/**
 * What stands beside a KPI's value.
 *
 * @param sampleSize the denominator; null for a plain sum
 * @param low lower end of the 95 % interval; null where the KPI is no share of cases
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
    low = canonical(low);
    high = canonical(high);
    previousValue = canonical(previousValue);
    yearAgoValue = canonical(yearAgoValue);
  }
}
