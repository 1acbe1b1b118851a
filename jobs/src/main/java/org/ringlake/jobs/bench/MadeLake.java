package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.Folders;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.Kpis;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Teams;

/**
 * A lake whose silver tables hold a {@link MadeCentre}, as ingest would have written them; it has
 * no bronze and none of the tables that only ingest reads.
 */
final class MadeLake {
  private static final TableName CALLS = TableName.silver(Calls.NAME);
  private static final TableName CELLS = TableName.gold(Kpis.NAME);
  private static final long CALLS_PER_TASK = 500_000;

  private final Lake lake;
  private final MadeTables tables;
  private final Path folder;
  private final Configuration configuration;
  private final MadeCentre centre;

  /**
   * A lake that is still empty.
   *
   * @param folder where it lies
   */
  MadeLake(SparkSession spark, Path folder, Configuration configuration, MadeCentre centre) {
    this.lake = Lake.at(spark, folder.toString());
    this.tables = new MadeTables(lake, configuration);
    this.folder = folder;
    this.configuration = configuration;
    this.centre = centre;
  }

  MadeCentre centre() {
    return centre;
  }

  /**
   * Writes the history.
   *
   * @param commits over how many commits its days are spread evenly; a day each at most
   */
  void write(int commits, Progress progress) {
    try (LakeRun run = begin()) {
      progress.stage("teams and agents");
      tables.append(Teams.NAME, MadeRoster.teams(lake.spark(), tables.schema(Teams.NAME)));
      tables.append(Agents.NAME, centre.roster().agents(lake.spark(), tables.schema(Agents.NAME)));
      progress.stage("%,d calls in %d commits".formatted(centre.calls(), commits));
      for (int commit = 0; commit < commits; commit++) {
        int from = (int) ((long) centre.days() * commit / commits);
        int until = (int) ((long) centre.days() * (commit + 1) / commits);
        tables.append(
            Calls.NAME,
            centre.history(
                lake.spark(),
                tables.schema(Calls.NAME),
                from,
                until,
                tasks(centre.calls() / commits)));
      }
      run.finish(Optional.empty(), Map.of());
    }
  }

  /** Merges the calls of a day after the history into silver, as ingest does it. */
  void add(MadeCentre.Increment increment, int ordinal) {
    StructType schema = tables.schema(Calls.NAME);
    Dataset<Row> rows =
        centre.increment(lake.spark(), schema, increment, ordinal, tasks(increment.calls()));
    List<Integer> months =
        rows.select(SilverRows.MONTH).distinct().collectAsList().stream()
            .map(row -> row.getInt(0))
            .toList();
    Column isSame =
        col("table." + SilverRows.MONTH)
            .isin(months.toArray())
            .and(col("table." + Calls.CALL_ID).equalTo(col("change." + Calls.CALL_ID)));
    try (LakeRun run = begin()) {
      lake.merge(CALLS)
          .as("table")
          .merge(rows.as("change"), isSame)
          .whenMatched()
          .updateAll()
          .whenNotMatched()
          .insertAll()
          .execute();
      run.finish(Optional.empty(), Map.of());
    }
  }

  /** Builds what has changed, or all. */
  void build(BuildJob.Extent extent, Progress progress) {
    new BuildJob(lake, configuration, Clock.systemUTC()).run(Optional.empty(), extent, progress);
  }

  /** Removes what builds made, so that the next one makes it anew. */
  void forgetBuilds() throws IOException {
    Folders.delete(folder.resolve(TableName.GOLD));
  }

  /** The measures of the cells that builds made. */
  Dataset<Row> cells() {
    return Kpis.measures(lake.read(CELLS));
  }

  /** The Parquet files that hold the rows of a silver table now. */
  List<String> files(String feed) {
    String path = lake.path(TableName.silver(feed));
    // not by lake.read: Delta's newer connector names no files
    return List.of(lake.spark().read().format("delta").load(path).inputFiles());
  }

  private LakeRun begin() {
    return LakeRun.begin(lake, IngestJob.COMMAND, configuration.hash(), Clock.systemUTC());
  }

  private static int tasks(long calls) {
    return (int) Math.max(1, calls / CALLS_PER_TASK);
  }
}
