package org.ringlake.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Teams;

/**
 * The full build of measures, distinct customers and KPIs from calls, beside DuckDB computing what
 * it can compare from the same files with as many threads, the two in turn.
 */
public final class KpiBench {
  private static final String OURS = "Ringlake, full build";
  private static final String THEIRS = "DuckDB, the same cells";
  private static final String WHAT_EACH_DOES =
      """

      Ringlake: build --full. gold.agent_day with the measures of all feeds by campaign too, first contacts within
      their window among them; sets of customers by agent and day and by month; every KPI of every cell with target,
      interval, previous and year-ago value; six Delta tables. "what there is to do": versions, as-of day.
      DuckDB: of the same cells %d measures of calls, three of them distinct customers; one Parquet file.
      """;

  private final SparkSession spark;
  private final Configuration configuration;
  private final Path folder;

  /**
   * A benchmark.
   *
   * @param folder an empty one on a disk with room for 200 bytes a call
   */
  public KpiBench(SparkSession spark, Configuration configuration, Path folder) {
    this.spark = spark;
    this.configuration = configuration;
    this.folder = folder;
  }

  /**
   * Runs it and prints a table of medians.
   *
   * @throws JobException when the two sides computed different values
   */
  public void run(long calls, TurnCount turns, PrintWriter out) throws IOException, SQLException {
    run(MadeCentre.of(calls, 1), turns, out);
  }

  @SuppressWarnings("try") // closed early: nothing is printed while times are taken
  void run(MadeCentre centre, TurnCount turns, PrintWriter out) throws IOException, SQLException {
    StageWatch stages = new StageWatch();
    Path theirCells = Files.createDirectories(folder.resolve("duckdb")).resolve("cells.parquet");
    MadeLake lake = new MadeLake(spark, folder.resolve("lake"), configuration, centre);
    int threads = spark.sparkContext().defaultParallelism();
    try (Progress progress = Progress.of(spark, stages)) {
      lake.write(1, progress);
      progress.close();
      Map<String, List<Stopwatch.Time>> times =
          Turns.of(
              turns,
              List.of(
                  () -> build(lake, stages, progress), () -> compute(lake, threads, theirCells)));
      Figures figures = new Figures(out, times);
      figures.print(
          "%,d calls, %d agents, %d days, %d threads, medians of %d"
              .formatted(centre.calls(), centre.agents(), centre.days(), threads, turns.counted()));
      figures.printRatio("ratio", OURS, THEIRS);
    }
    out.printf(WHAT_EACH_DOES, DuckDbCells.MEASURES.size());
    PeakMemory.print(out);
    CellComparison values =
        CellComparison.of(
            lake.cells(), spark.read().parquet(theirCells.toString()), DuckDbCells.MEASURES);
    out.printf("Values: %s%n", values);
    out.flush();
    values.orFail();
  }

  private static Map<String, Stopwatch.Time> build(
      MadeLake lake, StageWatch stages, Progress progress) throws IOException {
    lake.forgetBuilds();
    Map<String, Stopwatch.Time> times = new LinkedHashMap<>();
    Stopwatch watch = new Stopwatch();
    stages.start("Ringlake");
    lake.build(BuildJob.Extent.FULL, progress);
    times.put(OURS, watch.stop());
    times.putAll(stages.stop());
    progress.close();
    return times;
  }

  private Map<String, Stopwatch.Time> compute(MadeLake lake, int threads, Path cells)
      throws SQLException {
    Map<String, Stopwatch.Time> times = new LinkedHashMap<>();
    List<String> calls = lake.files(Calls.NAME);
    List<String> teams = lake.files(Teams.NAME);
    Stopwatch watch = new Stopwatch();
    Map<String, Stopwatch.Time> parts =
        DuckDbCells.of(configuration, threads).compute(calls, teams, cells);
    times.put(THEIRS, watch.stop());
    times.putAll(parts);
    return times;
  }
}
