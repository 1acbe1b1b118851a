package org.ringlake.jobs.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.explain.ExplainedCell;
import org.ringlake.jobs.build.PublishedBuild;
import org.ringlake.jobs.config.Nearest;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;

/**
 * A value as it was published, with its whole cell.
 *
 * @param stored the cell, one row of {@link Kpis}
 * @param measures the same cell, one row of {@link org.ringlake.kpi.KpiCells}
 */
record PublishedValue(
    KpiDefinition kpi, ExplainedCell cell, Dataset<Row> stored, Row value, Row measures) {

  /** Among so many names the nearest one is looked for. */
  private static final int SOME = 10_000;

  /**
   * The value asked for.
   *
   * @throws NoSuchValueException when there is none
   */
  static PublishedValue find(
      PublishedBuild build, List<KpiDefinition> kpis, ExplainRequest request) {
    KpiDefinition kpi = kpi(kpis, request);
    ExplainedCell cell =
        new ExplainedCell(
            request.layer(),
            request.entityId(),
            CellPeriod.of(request.period(), request.day()),
            build.asOf());
    Dataset<Row> cells = build.cells();
    Row row =
        cells.filter(isOf(request)).filter(isIn(cell.period())).takeAsList(1).stream()
            .findFirst()
            .orElseThrow(() -> nothing(cells, request, cell.period()));
    Dataset<Row> stored = alone(cells.sparkSession(), row, cells.schema());
    return new PublishedValue(kpi, cell, stored, value(row, kpi), Kpis.measures(stored).first());
  }

  /** What a measure was published as. */
  long measure(String name) {
    return measures.<Long>getAs(name);
  }

  /** What the configuration as it is now makes of the same measures. */
  Optional<Row> revalued(PublishedBuild build) {
    return element(build.revalued(stored, kpi).first(), kpi);
  }

  private static KpiDefinition kpi(List<KpiDefinition> kpis, ExplainRequest request) {
    KpiDefinition kpi =
        kpis.stream()
            .filter(each -> each.id().equals(request.kpi()))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoSuchValueException(
                        "There is no KPI '%s' in conf/kpis.yaml; %s."
                            .formatted(
                                request.kpi(),
                                Nearest.remedy(
                                    request.kpi(),
                                    kpis.stream().map(KpiDefinition::id).toList()))));
    if (!kpi.layers().contains(request.layer()) || !kpi.periods().contains(request.period())) {
      throw new NoSuchValueException(
          "%s is not declared for %s by %s; it is for %s, by %s."
              .formatted(
                  kpi.id(),
                  request.layer().code(),
                  request.period().code(),
                  kpi.layers().stream().sorted().map(Layer::code).collect(Collectors.joining(", ")),
                  kpi.periods().stream()
                      .sorted()
                      .map(Period::code)
                      .collect(Collectors.joining(", "))));
    }
    return kpi;
  }

  private static Row value(Row cell, KpiDefinition kpi) {
    return element(cell, kpi)
        .orElseThrow(
            () ->
                new NoSuchValueException(
                    "%s is declared, but not built yet. Run 'ringlake build'."
                        .formatted(kpi.id())));
  }

  private static Optional<Row> element(Row cell, KpiDefinition kpi) {
    return cell.<Row>getList(cell.fieldIndex(Kpis.KPIS)).stream()
        .filter(each -> each.getAs(Kpis.KPI).equals(kpi.id()))
        .findFirst();
  }

  private static Column isOf(ExplainRequest request) {
    return col(Cell.LAYER)
        .equalTo(request.layer().code())
        .and(col(Cell.ENTITY_ID).equalTo(request.entityId()))
        .and(col(Cell.PERIOD).equalTo(request.period().code()));
  }

  private static Column isIn(CellPeriod period) {
    return col(Cell.PERIOD_START).equalTo(lit(period.start()));
  }

  private static Dataset<Row> alone(SparkSession spark, Row row, StructType schema) {
    return spark.createDataFrame(List.of(row), schema);
  }

  private static NoSuchValueException nothing(
      Dataset<Row> cells, ExplainRequest request, CellPeriod period) {
    Row there =
        cells.filter(isOf(request)).agg(min(Cell.PERIOD_START), max(Cell.PERIOD_START)).first();
    String layer = request.layer().code();
    String asked =
        "Nothing is published of %s %s in the %s from %s"
            .formatted(layer, request.entityId(), request.period().code(), period.start());
    return new NoSuchValueException(
        there.isNullAt(0)
            ? "%s, nor in any other; %s.".formatted(asked, otherEntities(cells, request))
            : "%s: nothing happened in it. Its first %s with anything begins on %s, the last on %s."
                .formatted(asked, request.period().code(), there.getDate(0), there.getDate(1)));
  }

  private static String otherEntities(Dataset<Row> cells, ExplainRequest request) {
    List<String> known =
        cells
            .filter(col(Cell.LAYER).equalTo(request.layer().code()))
            .select(Cell.ENTITY_ID)
            .distinct() // an entity has a cell for each period
            .limit(SOME)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    return Nearest.to(request.entityId(), known)
        .map("the nearest name is '%s'"::formatted)
        .orElseGet(
            () ->
                "the names are in: ringlake sql \"SELECT DISTINCT entity_id FROM gold.kpi WHERE layer = '%s'\""
                    .formatted(request.layer().code()));
  }
}
