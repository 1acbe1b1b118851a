package org.ringlake.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
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
 * in turn, after one uncounted turn each.
 */
public final class IngestBench {
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
  public void run(long calls, int repeats, PrintWriter out) throws IOException, SQLException {
    Path inbox = folder.resolve("inbox");
    int agents = (int) Math.max(1, calls / 36_000);
    GenerationPlan plan = GenerationPlan.of(calls, agents, 600, 1).withFeeds(Set.of("calls"));
    GenerateJob.run(spark, plan, inbox.toString());
    int threads = spark.sparkContext().defaultParallelism();
    List<Stopwatch.Time> ours = new ArrayList<>();
    List<Stopwatch.Time> theirs = new ArrayList<>();
    long rows = 0;
    for (int turn = 0; turn <= repeats; turn++) {
      Stopwatch ourWatch = new Stopwatch();
      rows = ingest(inbox, folder.resolve("lake")).rowsRead();
      Stopwatch.Time our = ourWatch.stop();
      Stopwatch theirWatch = new Stopwatch();
      new DuckDbIngest(threads).load(inbox.resolve("calls"), folder.resolve("parquet"));
      Stopwatch.Time their = theirWatch.stop();
      if (turn > 0) {
        ours.add(our);
        theirs.add(their);
      }
      delete(folder.resolve("lake"));
      delete(folder.resolve("parquet"));
    }
    delete(inbox);
    print(out, rows, repeats, threads, ours, theirs);
  }

  private IngestResult ingest(Path inboxFolder, Path lakeFolder) {
    Inbox inbox = new Inbox(spark.sparkContext().hadoopConfiguration(), inboxFolder.toString());
    Lake lake = Lake.at(spark, lakeFolder.toString());
    try (Progress progress = Progress.of(spark)) {
      return new IngestJob(lake, configuration, inbox, Clock.systemUTC())
          .run(IngestJob.list(inbox, configuration), progress);
    }
  }

  private static void print(
      PrintWriter out,
      long rows,
      int repeats,
      int threads,
      List<Stopwatch.Time> ours,
      List<Stopwatch.Time> theirs) {
    out.printf("%,d rows, %d threads, medians of %d repeats in turn%n", rows, threads, repeats);
    out.printf("| | wall s | CPU s | rows/s |%n|---|---|---|---|%n");
    line(out, "Ringlake, CSV to silver", rows, ours);
    line(out, "DuckDB, CSV to Parquet by month", rows, theirs);
    out.printf(
        "| ratio | %.2f | %.2f | |%n",
        Medians.wall(ours) / Medians.wall(theirs), Medians.cpu(ours) / Medians.cpu(theirs));
    out.flush();
  }

  private static void line(PrintWriter out, String name, long rows, List<Stopwatch.Time> times) {
    double wall = Medians.wall(times);
    out.printf("| %s | %.1f | %.1f | %,.0f |%n", name, wall, Medians.cpu(times), rows / wall);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
