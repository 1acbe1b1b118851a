package org.ringlake.jobs.invariants;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.oracle.KpiCell;
import org.ringlake.jobs.oracle.KpiContext;
import org.ringlake.jobs.oracle.KpiOracle;
import org.ringlake.jobs.oracle.KpiValue;

/** The rows of {@code gold.kpi} in the words of the oracle. */
final class PublishedKpis {
  private static final List<String> CELL =
      List.of("layer", "entity_id", "period", "period_start", "kpi");
  private static final List<String> VALUE = List.of("numerator", "denominator", "value");
  private static final List<String> CONTEXT =
      List.of("sample_size", "low", "high", "is_complete", "previous_value", "year_ago_value");

  private PublishedKpis() {}

  /** The values of these KPIs, by cell; two rows of one cell are an error. */
  static Map<KpiCell, KpiValue> of(Dataset<Row> kpis, Set<String> ids) {
    return byCell(
        kpis,
        ids,
        VALUE,
        row ->
            new KpiValue(
                number(row.getAs("numerator")),
                number(row.getAs("denominator")),
                number(row.getAs("value"))));
  }

  /** What stands beside the values of these KPIs, as far as the oracle knows it. */
  static Map<KpiCell, KpiContext> contexts(Dataset<Row> kpis, Set<String> ids) {
    return byCell(
        kpis,
        ids,
        CONTEXT,
        row -> {
          KpiContext context =
              new KpiContext(
                  number(row.getAs("sample_size")),
                  number(row.getAs("low")),
                  number(row.getAs("high")),
                  Boolean.parseBoolean(row.getAs("is_complete")),
                  number(row.getAs("previous_value")),
                  number(row.getAs("year_ago_value")));
          return KpiOracle.SHARES.contains(row.<String>getAs("kpi"))
              ? context
              : context.ofNoShare();
        });
  }

  private static <T> Map<KpiCell, T> byCell(
      Dataset<Row> kpis, Set<String> ids, List<String> columns, Function<Row, T> parse) {
    Map<KpiCell, T> found = new HashMap<>();
    Column[] texts =
        Stream.concat(CELL.stream(), columns.stream())
            .map(name -> col(name).cast("string").as(name))
            .toArray(Column[]::new);
    for (Row row : kpis.filter(col("kpi").isin(ids.toArray())).select(texts).collectAsList()) {
      KpiCell cell =
          new KpiCell(
              row.getAs("layer"),
              row.getAs("entity_id"),
              row.getAs("period"),
              row.getAs("period_start"),
              row.getAs("kpi"));
      assertThat(found.put(cell, parse.apply(row))).as("another row for " + cell).isNull();
    }
    return found;
  }

  private static BigDecimal number(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
