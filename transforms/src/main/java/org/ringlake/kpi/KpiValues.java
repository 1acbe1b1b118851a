package org.ringlake.kpi;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/** The values of a cell's KPIs alone, which other cells are compared with. */
final class KpiValues implements UDF1<Row, Double[]> {
  private static final long serialVersionUID = 1L;

  private final KpiSums sums;

  KpiValues(KpiSums sums) {
    this.sums = sums;
  }

  /**
   * The values, in the order of the definitions.
   *
   * @param cell its measures
   */
  @Override
  public Double[] call(Row cell) {
    return sums.values(KpiSums.Measured.of(cell));
  }
}
