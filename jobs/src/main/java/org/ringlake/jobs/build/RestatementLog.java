package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.kpi.Restatements;

/**
 * {@code ops.restatement}: one row per published value that changed after its period was over, with
 * the run that changed it.
 */
final class RestatementLog {
  static final String RUN_ID = "run_id";

  private final Building building;
  private final Lake lake;

  RestatementLog(Building building) {
    this.building = building;
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
        Restatements.between(
            lake.read(GoldTables.CELLS, before.version()).filter(where),
            lake.read(GoldTables.CELLS).filter(where),
            before.asOf());
    add(
        touched
            .map(days -> Restatements.withFiles(restated, days, kpisOfSources()))
            .orElseGet(() -> Restatements.withoutFiles(restated)));
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
