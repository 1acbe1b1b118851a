package org.ringlake.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.Folders;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.generate.GenerateJob;
import org.ringlake.jobs.generate.GenerationPlan;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.ingest.IngestResult;
import org.ringlake.jobs.lake.Lake;

/**
 * Call records from CSV into silver, beside DuckDB on the same files with as many threads, the two
 * in turn.
 */
public final class IngestBench {
  private static final String OURS = "Ringlake, CSV to silver";
  private static final String THEIRS = "DuckDB, CSV to Parquet by month";

  private final SparkSession spark;
  private final Configuration configuration;
  private final Path folder;

  /**
   * A benchmark.
   *
   * @param folder an empty one on a disk with room for ten times the files; left empty
   */
  public IngestBench(SparkSession spark, Configuration configuration, Path folder) {
    this.spark = spark;
    this.configuration = configuration;
    this.folder = folder;
  }

  /** Runs it and prints a table of medians. */
  public void run(long calls, TurnCount turns, PrintWriter out) throws IOException, SQLException {
    Path inbox = folder.resolve("inbox");
    int agents = (int) Math.max(1, calls / 36_000);
    GenerationPlan plan = GenerationPlan.of(calls, agents, 600, 1).withFeeds(Set.of("calls"));
    GenerateJob.run(spark, plan, inbox.toString());
    int threads = spark.sparkContext().defaultParallelism();
    AtomicLong rows = new AtomicLong();
    Map<String, List<Stopwatch.Time>> times =
        Turns.of(
            turns,
            List.of(
                () -> {
                  Path lake = folder.resolve("lake");
                  Stopwatch watch = new Stopwatch();
                  rows.set(ingest(inbox, lake).rowsRead());
                  Stopwatch.Time time = watch.stop();
                  Folders.delete(lake);
                  return Map.of(OURS, time);
                },
                () -> {
                  Path parquet = folder.resolve("parquet");
                  Stopwatch watch = new Stopwatch();
                  new DuckDbIngest(threads).load(inbox.resolve("calls"), parquet);
                  Stopwatch.Time time = watch.stop();
                  Folders.delete(parquet);
                  return Map.of(THEIRS, time);
                }));
    Folders.delete(inbox);
    Figures figures = new Figures(out, times);
    figures.print(
        "%,d rows, %d threads, medians of %d".formatted(rows.get(), threads, turns.counted()),
        rows.get());
    figures.printRatio("ratio", OURS, THEIRS);
    out.flush();
  }

  private IngestResult ingest(Path inboxFolder, Path lakeFolder) {
    Inbox inbox = new Inbox(spark.sparkContext().hadoopConfiguration(), inboxFolder.toString());
    Lake lake = Lake.at(spark, lakeFolder.toString());
    try (Progress progress = Progress.of(spark)) {
      return new IngestJob(lake, configuration, inbox, Clock.systemUTC())
          .run(IngestJob.list(inbox, configuration), progress);
    }
  }
}
