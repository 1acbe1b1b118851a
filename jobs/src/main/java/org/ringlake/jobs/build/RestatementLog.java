package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.Restatements;
import org.ringlake.measures.AgentDay;

/**
 * {@code ops.restatement}: one row per published value that changed after its period was over, with
 * the run that changed it; and one, with nothing but the table's name, where a model was fitted
 * anew. What KPIs estimate of the future is not restated.
 */
final class RestatementLog {
  static final String RUN_ID = "run_id";

  private final Building building;
  private final Lake lake;
  private final List<TableName> refitted;

  /**
   * @param refitted tables of fits that say something else than before
   */
  RestatementLog(Building building, List<TableName> refitted) {
    this.building = building;
    this.refitted = refitted;
    this.lake = building.lake();
  }

  /**
   * The cells as they were published last.
   *
   * @param version of their table
   * @param asOf the day that counted as today
   */
  record Published(long version, LocalDate asOf) {}

  /**
   * Adds what has changed.
   *
   * @param where SQL that holds for the cells to look at
   * @param touched the days that were computed again, and why; empty where files are not why
   */
  void add(Published before, String where, Optional<Dataset<Row>> touched) {
    Dataset<Row> restated =
        withRefits(
            Restatements.between(
                    lake.read(GoldTables.CELLS, before.version()).filter(where),
                    lake.read(GoldTables.CELLS).filter(where),
                    before.asOf())
                .filter(not(col(Kpis.KPI).isin(estimates()))));
    Dataset<Row> withFiles =
        touched
            .map(days -> Restatements.withFiles(restated, days, kpisOfSources()))
            .orElseGet(() -> Restatements.withoutFiles(restated));
    WholeFiles.during(lake.spark(), () -> add(withFiles));
  }

  private Object[] estimates() {
    return building.configuration().kpis().stream()
        .filter(kpi -> MeasuresOfKpis.of(kpi).stream().anyMatch(AgentDay.ESTIMATES::contains))
        .map(KpiDefinition::id)
        .toArray();
  }

  /** What a model says is an estimate: that it says something else now is told once. */
  private Dataset<Row> withRefits(Dataset<Row> restated) {
    if (refitted.isEmpty()) {
      return restated;
    }
    StructType schema = new StructType();
    for (StructField field : restated.schema().fields()) {
      schema = schema.add(field.name(), field.dataType(), true);
    }
    List<Row> rows = new ArrayList<>();
    for (TableName table : refitted) {
      Object[] cells = new Object[schema.length()];
      cells[schema.fieldIndex(Restatements.TABLE)] = table.toString();
      rows.add(RowFactory.create(cells));
    }
    return restated.unionByName(lake.spark().createDataFrame(rows, schema));
  }

  private Map<String, List<String>> kpisOfSources() {
    return MeasuresOfKpis.bySource(building.configuration().kpis());
  }

  private void add(Dataset<Row> restated) {
    Dataset<Row> rows =
        restated.withColumn(RUN_ID, lit(building.runId())).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (!rows.isEmpty()) {
        lake.append(GoldTables.RESTATEMENT, rows, TableLayout.PLAIN);
      }
    } finally {
      rows.unpersist();
    }
  }
}
