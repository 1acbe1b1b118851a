package org.ringlake.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
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
 * The build after a day's calls came in, on lakes with histories of several lengths and on one that
 * grew by a commit a day, in turn. Every turn is another day.
 */
public final class IncrementBench {
  private final SparkSession spark;
  private final Configuration configuration;
  private final Path folder;

  /**
   * What is measured.
   *
   * @param calls of the shorter history
   * @param growth how many times as many calls the longer history has on as many days; 1: there is
   *     none
   * @param commits how many commits the history of the third lake came in, as many calls as in the
   *     shorter one; 1: there is no such lake
   * @param newCalls of each turn, late and corrected ones among them
   * @param lateDays how many days before are those of the late and corrected calls
   * @param turns of each
   */
  public record Extent(
      long calls, int growth, int commits, int newCalls, int lateDays, TurnCount turns) {}

  /** One of the lakes. */
  private record Subject(String name, MadeLake lake) {
    String build() {
      return name + ", build of the increment";
    }
  }

  /**
   * A benchmark.
   *
   * @param folder an empty one on a disk with room for 200 bytes a call
   */
  public IncrementBench(SparkSession spark, Configuration configuration, Path folder) {
    this.spark = spark;
    this.configuration = configuration;
    this.folder = folder;
  }

  /**
   * Runs it and prints a table of medians.
   *
   * @throws JobException when a lake does not hold the values that DuckDB computes from its calls
   */
  public void run(Extent extent, PrintWriter out) throws IOException, SQLException {
    run(MadeCentre.of(extent.calls(), 1), extent, out);
  }

  void run(MadeCentre centre, Extent extent, PrintWriter out) throws IOException, SQLException {
    MadeCentre.Increment increment = MadeCentre.Increment.of(extent.newCalls(), extent.lateDays());
    StageWatch stages = new StageWatch();
    List<CellComparison> values = new ArrayList<>();
    try (Progress progress = Progress.of(spark, stages)) {
      List<Subject> subjects = prepared(centre, extent, progress, out);
      List<Turns.Side> sides = new ArrayList<>();
      subjects.forEach(subject -> sides.add(new Increments(subject, increment, stages, progress)));
      Figures figures = new Figures(out, Turns.of(extent.turns(), sides));
      figures.print(
          "%,d calls of a day, %,d of them late, %,d corrected; medians of %d"
              .formatted(
                  increment.calls(),
                  increment.lateCalls(),
                  increment.corrected(),
                  extent.turns().counted()));
      for (Subject other : subjects.subList(1, subjects.size())) {
        figures.printRatio("growth to " + other.name(), other.build(), subjects.get(0).build());
      }
      out.println();
      PeakMemory.print(out);
      for (Subject subject : subjects) {
        CellComparison compared = compared(subject);
        out.printf("Values of %s: %s%n", subject.name(), compared);
        values.add(compared);
      }
    }
    out.flush();
    values.forEach(CellComparison::orFail);
  }

  private List<Subject> prepared(
      MadeCentre centre, Extent extent, Progress progress, PrintWriter out) {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(prepared(centre, 1, progress, out));
    if (extent.growth() > 1) {
      MadeCentre longer =
          new MadeCentre(
              centre.calls() * extent.growth(), centre.agents(), centre.days(), centre.seed());
      subjects.add(prepared(longer, 1, progress, out));
    }
    if (extent.commits() > 1) {
      subjects.add(prepared(centre, extent.commits(), progress, out));
    }
    return subjects;
  }

  private Subject prepared(MadeCentre centre, int commits, Progress progress, PrintWriter out) {
    String name =
        "%,d calls".formatted(centre.calls())
            + (commits == 1 ? "" : " in %,d commits".formatted(commits));
    Path place = folder.resolve("lake-%d-%d".formatted(centre.calls(), commits));
    MadeLake lake = new MadeLake(spark, place, configuration, centre);
    lake.write(commits, progress);
    Stopwatch watch = new Stopwatch();
    lake.build(BuildJob.Extent.FULL, progress);
    Stopwatch.Time full = watch.stop();
    progress.close();
    out.printf("%s: full build once, %.1f s, %.1f CPU s%n", name, full.wall(), full.cpu());
    out.flush();
    return new Subject(name, lake);
  }

  /** A lake's days after its history, one after the other. */
  private static final class Increments implements Turns.Side {
    private final Subject subject;
    private final MadeCentre.Increment increment;
    private final StageWatch stages;
    private final Progress progress;
    private int taken;

    Increments(
        Subject subject, MadeCentre.Increment increment, StageWatch stages, Progress progress) {
      this.subject = subject;
      this.increment = increment;
      this.stages = stages;
      this.progress = progress;
    }

    @Override
    public Map<String, Stopwatch.Time> take() {
      subject.lake().add(increment, taken);
      taken++;
      Map<String, Stopwatch.Time> times = new LinkedHashMap<>();
      Stopwatch watch = new Stopwatch();
      stages.start(subject.name());
      subject.lake().build(BuildJob.Extent.CHANGES, progress);
      times.put(subject.build(), watch.stop());
      times.putAll(stages.stop());
      progress.close();
      return times;
    }
  }

  private CellComparison compared(Subject subject) throws IOException, SQLException {
    Path cells = Files.createDirectories(folder.resolve("duckdb")).resolve("cells.parquet");
    MadeLake lake = subject.lake();
    DuckDbCells.of(configuration, spark.sparkContext().defaultParallelism())
        .compute(lake.files(Calls.NAME), lake.files(Teams.NAME), cells);
    return CellComparison.of(
        lake.cells(), spark.read().parquet(cells.toString()), DuckDbCells.MEASURES);
  }
}
