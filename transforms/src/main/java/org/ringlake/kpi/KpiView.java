package org.ringlake.kpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A published table over the cells of {@link Kpis}, which are stored once.
 *
 * <p>{@code kpi}: one row per cell and KPI. Key: layer, entity_id, period, period_start, kpi.
 * {@code kpi_<layer>_<period>}: one row per cell of that layer and period, with a column for each
 * KPI's value. Key: entity_id, period_start.
 *
 * @param filter SQL over the cells; which of them
 * @param inner SQL over the cells, each with its name
 * @param columns SQL over {@code inner}
 */
public record KpiView(String filter, List<String> inner, List<Column> columns) {
  /** The view of all KPIs as rows. */
  public static final String LONG = "kpi";

  private static final String ELEMENT = "_element";

  public KpiView {
    inner = List.copyOf(inner);
    columns = List.copyOf(columns);
  }

  /**
   * A column as readers see it.
   *
   * @param comment may be empty
   */
  public record Column(String name, String sql, String comment) {
    private String aliased() {
      return "%s AS `%s`".formatted(sql, name);
    }
  }

  /** The names of all views. */
  public static List<String> names() {
    return Stream.concat(
            Stream.of(LONG),
            Arrays.stream(Layer.values())
                .flatMap(
                    layer -> Arrays.stream(Period.values()).map(period -> wideName(layer, period))))
        .toList();
  }

  /** The view of that name, over cells of this schema; empty where there is none. */
  public static Optional<KpiView> named(String name, StructType cells) {
    if (name.equals(LONG)) {
      return Optional.of(rows());
    }
    for (Layer layer : Layer.values()) {
      for (Period period : Period.values()) {
        if (wideName(layer, period).equals(name)) {
          return Optional.of(wide(layer, period, BuiltKpis.of(cells, layer, period)));
        }
      }
    }
    return Optional.empty();
  }

  /** Its rows. */
  public Dataset<Row> over(Dataset<Row> cells) {
    return cells
        .filter(filter)
        .selectExpr(inner.toArray(String[]::new))
        .selectExpr(columns.stream().map(Column::aliased).toArray(String[]::new));
  }

  /**
   * A query for its rows.
   *
   * @param cells what stands for the cells in SQL
   */
  public String query(String cells) {
    return "SELECT %s FROM (SELECT %s FROM %s WHERE %s)"
        .formatted(
            columns.stream().map(Column::aliased).collect(Collectors.joining(", ")),
            String.join(", ", inner),
            cells,
            filter);
  }

  private static String wideName(Layer layer, Period period) {
    return "kpi_%s_%s".formatted(layer.code(), period.code());
  }

  private static KpiView rows() {
    // not inline: of what explode makes, Spark reads only the fields a query asks for
    List<String> inner = new ArrayList<>(Cell.KEY);
    inner.add("explode(%s) AS %s".formatted(Kpis.KPIS, ELEMENT));
    Stream<Column> key = Cell.KEY.stream().map(KpiView::plain);
    Stream<Column> fields =
        Arrays.stream(Kpis.ELEMENT.fieldNames())
            .map(name -> new Column(name, ELEMENT + "." + name, ""));
    return new KpiView("true", inner, Stream.concat(key, fields).toList());
  }

  private static KpiView wide(Layer layer, Period period, List<BuiltKpis.BuiltKpi> kpis) {
    List<Column> columns = new ArrayList<>();
    columns.add(plain(Cell.ENTITY_ID));
    columns.add(plain(Cell.PERIOD_START));
    for (int index = 0; index < kpis.size(); index++) {
      BuiltKpis.BuiltKpi kpi = kpis.get(index);
      columns.add(
          new Column(
              kpi.id(),
              "get(%s, %d)".formatted(ELEMENT, index),
              "%s / %s".formatted(kpi.englishName(), kpi.chineseName())));
    }
    return new KpiView(
        "%s = '%s' AND %s = '%s'".formatted(Cell.LAYER, layer.code(), Cell.PERIOD, period.code()),
        List.of(
            Cell.ENTITY_ID,
            Cell.PERIOD_START,
            "%s.%s AS %s".formatted(Kpis.KPIS, Kpis.VALUE, ELEMENT)),
        columns);
  }

  private static Column plain(String name) {
    return new Column(name, name, "");
  }
}
