package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.TypedRows;

/**
 * {@code bronze.<feed>}: every row of every file, judged, with the run that read it.
 *
 * <p>Columns: those of {@link TypedRows#judged}, {@code run_id}.
 */
final class BronzeTable {
  static final String RUN_ID = "run_id";

  private static final TableLayout LAYOUT = TableLayout.prunedBy(RUN_ID);

  private final Lake lake;
  private final TableName name;

  BronzeTable(Lake lake, String feed) {
    this.lake = lake;
    this.name = TableName.bronze(feed);
  }

  boolean isLarger(long bytes) {
    return lake.isLarger(name, bytes);
  }

  void append(Dataset<Row> judged, String runId) {
    lake.append(name, judged.withColumn(RUN_ID, lit(runId)), LAYOUT);
  }

  /** The accepted rows of all runs. */
  Dataset<Row> versions() {
    return TypedRows.accepted(lake.readSmall(name, SilverTable.FEW));
  }

  /** All rows of one run, refused ones too. */
  Dataset<Row> judged(String runId) {
    return lake.read(name).filter(col(RUN_ID).equalTo(runId));
  }
}
