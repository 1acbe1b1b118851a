package org.ringlake.jobs.lake;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code ops.run}: one row per finished run, newest last. A run is part of the lake once its row is
 * there, and not before.
 */
public final class RunLog {
  public static final TableName TABLE = TableName.ops("run");
  public static final String RUN_ID = "run_id";
  public static final String COMMAND = "command";
  public static final String STARTED_AT = "started_at";
  public static final String ENDED_AT = "ended_at";
  public static final String AS_OF = "as_of";
  public static final String CONFIGURATION_HASH = "configuration_hash";
  public static final String INPUTS = "inputs";
  public static final String TABLES = "tables";

  private static final StructType SCHEMA =
      new StructType()
          .add(RUN_ID, DataTypes.StringType, false)
          .add(COMMAND, DataTypes.StringType, false)
          .add(STARTED_AT, DataTypes.TimestampType, false)
          .add(ENDED_AT, DataTypes.TimestampType, false)
          .add(AS_OF, DataTypes.DateType)
          .add(CONFIGURATION_HASH, DataTypes.StringType, false)
          .add(INPUTS, DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType), false)
          .add(TABLES, DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType), false);

  private final Lake lake;

  public RunLog(Lake lake) {
    this.lake = lake;
  }

  /** The newest finished run, of any command. */
  public Optional<RunRecord> newest() {
    return newestOf(rows());
  }

  /** The newest finished run of a command. */
  public Optional<RunRecord> newest(String command) {
    return newestOf(rows().map(all -> all.filter(col(COMMAND).equalTo(command))));
  }

  /** The newest finished runs of any command, newest first. */
  public List<RunRecord> newest(int atMost) {
    return rows().map(all -> newestOf(all, atMost)).orElse(List.of());
  }

  void add(RunRecord run) {
    Row row =
        RowFactory.create(
            run.runId(),
            run.command(),
            java.sql.Timestamp.from(run.startedAt()),
            java.sql.Timestamp.from(run.endedAt()),
            run.asOf().map(java.sql.Date::valueOf).orElse(null),
            run.configurationHash(),
            scala.jdk.javaapi.CollectionConverters.asScala(run.inputs()),
            scala.jdk.javaapi.CollectionConverters.asScala(run.tables()));
    Dataset<Row> rows = lake.spark().createDataFrame(List.of(row), SCHEMA);
    lake.append(TABLE, rows.coalesce(1), TableLayout.PLAIN);
  }

  private Optional<Dataset<Row>> rows() {
    return lake.exists(TABLE)
        ? Optional.of(lake.readSmall(TABLE, Integer.MAX_VALUE))
        : Optional.empty();
  }

  private static Optional<RunRecord> newestOf(Optional<Dataset<Row>> runs) {
    return runs.flatMap(all -> newestOf(all, 1).stream().findFirst());
  }

  private static List<RunRecord> newestOf(Dataset<Row> runs, int atMost) {
    return runs.orderBy(col(ENDED_AT).desc(), col(RUN_ID).desc()).takeAsList(atMost).stream()
        .map(RunLog::record)
        .toList();
  }

  private static RunRecord record(Row row) {
    java.sql.Date asOf = row.getAs(AS_OF);
    return new RunRecord(
        row.getAs(RUN_ID),
        row.getAs(COMMAND),
        row.<java.sql.Timestamp>getAs(STARTED_AT).toInstant(),
        row.<java.sql.Timestamp>getAs(ENDED_AT).toInstant(),
        Optional.ofNullable(asOf).map(java.sql.Date::toLocalDate),
        row.getAs(CONFIGURATION_HASH),
        versions(row, INPUTS),
        versions(row, TABLES));
  }

  private static Map<String, Long> versions(Row row, String column) {
    return new HashMap<>(row.<String, Long>getJavaMap(row.fieldIndex(column)));
  }
}
