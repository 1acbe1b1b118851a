package org.ringlake.jobs.invariants;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.oracle.KpiCell;
import org.ringlake.jobs.oracle.KpiValue;

/** The rows of {@code gold.kpi} in the words of the oracle. */
final class PublishedKpis {
  private static final List<String> COLUMNS =
      List.of(
          "layer",
          "entity_id",
          "period",
          "period_start",
          "kpi",
          "numerator",
          "denominator",
          "value");

  private PublishedKpis() {}

  /** The values of these KPIs, by cell; two rows of one cell are an error. */
  static Map<KpiCell, KpiValue> of(Dataset<Row> kpis, Set<String> ids) {
    Map<KpiCell, KpiValue> values = new HashMap<>();
    Column[] texts =
        COLUMNS.stream().map(name -> col(name).cast("string").as(name)).toArray(Column[]::new);
    for (Row row : kpis.filter(col("kpi").isin(ids.toArray())).select(texts).collectAsList()) {
      KpiCell cell =
          new KpiCell(
              row.getAs("layer"),
              row.getAs("entity_id"),
              row.getAs("period"),
              row.getAs("period_start"),
              row.getAs("kpi"));
      KpiValue value =
          new KpiValue(
              number(row.getAs("numerator")),
              number(row.getAs("denominator")),
              number(row.getAs("value")));
      assertThat(values.put(cell, value)).as("another row for " + cell).isNull();
    }
    return values;
  }

  private static BigDecimal number(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
