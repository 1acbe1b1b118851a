package org.ringlake.jobs.invariants;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** What these KPIs are and what stands beside them, as far as the oracle knows it. */
  static KpiOracle.Cells cells(Dataset<Row> kpis, Set<String> ids) {
    KpiOracle.Cells cells = new KpiOracle.Cells(new HashMap<>(), new HashMap<>());
    for (Row row : texts(kpis, ids, Stream.concat(VALUE.stream(), CONTEXT.stream()))) {
      put(cell(row), value(row), cells.values());
      put(cell(row), context(row), cells.contexts());
    }
    return cells;
  }

  /** The values of these KPIs, by cell; two rows of one cell are an error. */
  static Map<KpiCell, KpiValue> values(Dataset<Row> kpis, Set<String> ids) {
    Map<KpiCell, KpiValue> values = new HashMap<>();
    texts(kpis, ids, VALUE.stream()).forEach(row -> put(cell(row), value(row), values));
    return values;
  }

  private static List<Row> texts(Dataset<Row> kpis, Set<String> ids, Stream<String> columns) {
    Column[] texts =
        Stream.concat(CELL.stream(), columns)
            .map(name -> col(name).cast("string").as(name))
            .toArray(Column[]::new);
    return kpis.filter(col("kpi").isin(ids.toArray())).select(texts).collectAsList();
  }

  private static <T> void put(KpiCell cell, T known, Map<KpiCell, T> all) {
    assertThat(all.put(cell, known)).as("another row for " + cell).isNull();
  }

  private static KpiCell cell(Row row) {
    return new KpiCell(
        row.getAs("layer"),
        row.getAs("entity_id"),
        row.getAs("period"),
        row.getAs("period_start"),
        row.getAs("kpi"));
  }

  private static KpiValue value(Row row) {
    return new KpiValue(
        number(row.getAs("numerator")),
        number(row.getAs("denominator")),
        number(row.getAs("value")));
  }

  private static KpiContext context(Row row) {
    KpiContext context =
        new KpiContext(
            number(row.getAs("sample_size")),
            number(row.getAs("low")),
            number(row.getAs("high")),
            Boolean.parseBoolean(row.getAs("is_complete")),
            number(row.getAs("previous_value")),
            number(row.getAs("year_ago_value")));
    return KpiOracle.SHARES.contains(row.<String>getAs("kpi")) ? context : context.ofNoShare();
  }

  private static BigDecimal number(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
