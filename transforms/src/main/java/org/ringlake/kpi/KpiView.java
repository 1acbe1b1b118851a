package org.ringlake.kpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * @param steps lists of SQL with their names, each over the one before, the first over the cells
 * @param columns SQL over the last step
 */
public record KpiView(String filter, List<List<String>> steps, List<Column> columns) {
  /** The view of all KPIs as rows. */
  public static final String LONG = "kpi";

  private static final String POSITION = "_position";
  private static final String VALUES = "_values";

  public KpiView {
    steps = List.copyOf(steps);
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
    Dataset<Row> rows = cells.filter(filter);
    for (List<String> step : selections()) {
      rows = rows.selectExpr(step.toArray(String[]::new));
    }
    return rows;
  }

  /**
   * A query for its rows.
   *
   * @param cells what stands for the cells in SQL
   */
  public String query(String cells) {
    String query = "SELECT * FROM %s WHERE %s".formatted(cells, filter);
    for (List<String> step : selections()) {
      query = "SELECT %s FROM (%s)".formatted(String.join(", ", step), query);
    }
    return query;
  }

  private List<List<String>> selections() {
    List<List<String>> selections = new ArrayList<>(steps);
    selections.add(columns.stream().map(Column::aliased).toList());
    return selections;
  }

  private static String wideName(Layer layer, Period period) {
    return "kpi_%s_%s".formatted(layer.code(), period.code());
  }

  /** Each field is an array of its own first: of those, Spark reads only what a query asks for. */
  private static KpiView rows() {
    List<String> arrays = new ArrayList<>(Cell.KEY);
    List<String> exploded = new ArrayList<>(Cell.KEY);
    List<Column> columns = new ArrayList<>(Cell.KEY.stream().map(KpiView::plain).toList());
    for (String field : Kpis.ELEMENT.fieldNames()) {
      arrays.add("%s.%s AS _%2$s".formatted(Kpis.KPIS, field));
      if (field.equals(Kpis.KPI)) {
        exploded.add("posexplode(_%s) AS (%s, %1$s)".formatted(field, POSITION));
        columns.add(plain(field));
      } else {
        exploded.add("_" + field);
        columns.add(new Column(field, "get(_%s, %s)".formatted(field, POSITION), ""));
      }
    }
    return new KpiView("true", List.of(arrays, exploded), columns);
  }

  private static KpiView wide(Layer layer, Period period, List<BuiltKpis.BuiltKpi> kpis) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(Cell.ENTITY_ID, Cell.ENTITY_ID, whose(layer)));
    columns.add(new Column(Cell.PERIOD_START, Cell.PERIOD_START, "First day / 首日"));
    for (int index = 0; index < kpis.size(); index++) {
      BuiltKpis.BuiltKpi kpi = kpis.get(index);
      columns.add(
          new Column(
              kpi.id(),
              "get(%s, %d)".formatted(VALUES, index),
              "%s / %s".formatted(kpi.englishName(), kpi.chineseName())));
    }
    return new KpiView(
        "%s = '%s' AND %s = '%s'".formatted(Cell.LAYER, layer.code(), Cell.PERIOD, period.code()),
        List.of(
            List.of(
                Cell.ENTITY_ID,
                Cell.PERIOD_START,
                "%s.%s AS %s".formatted(Kpis.KPIS, Kpis.VALUE, VALUES))),
        columns);
  }

  private static String whose(Layer layer) {
    return switch (layer) {
      case AGENT -> "Agent / 坐席";
      case TEAM -> "Team / 团队";
      case SITE -> "Site / 职场";
      case ENTERPRISE -> "The enterprise: all / 全公司: all";
    };
  }

  private static Column plain(String name) {
    return new Column(name, name, "");
  }
}
