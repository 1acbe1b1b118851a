package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.bench.IncrementBench;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the build of what a day brings. */
@Command(
    name = "increment",
    description =
        "The build after a day's calls came in: on --calls of history, on --growth times as many, "
            + "and on as many that came in --commits; values compared with DuckDB's.")
final class BenchIncrement extends BenchOfCalls {
  @Option(
      names = "--growth",
      paramLabel = "N",
      defaultValue = "5",
      description = "Calls of the longer history; 1: without. Default ${DEFAULT-VALUE} times.")
  private int growth;

  @Option(
      names = "--commits",
      paramLabel = "N",
      defaultValue = "730",
      description = "Commits of the third history; 1: without. Default ${DEFAULT-VALUE}.")
  private int commits;

  @Option(
      names = "--new-calls",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Calls that come in with a day; default ${DEFAULT-VALUE}.")
  private int newCalls;

  @Option(
      names = "--late-days",
      paramLabel = "N",
      defaultValue = "3",
      description = "Days before that late and corrected calls are of; default ${DEFAULT-VALUE}.")
  private int lateDays;

  @Override
  void checkOptions() {
    super.checkOptions();
    check("--growth", growth, 1, 100);
    check("--commits", commits, 1, 730);
    check("--new-calls", newCalls, 100, 10_000_000);
    check("--late-days", lateDays, 1, 700);
  }

  @Override
  void measure(SparkSession spark, Configuration configuration, Path folder, PrintWriter out)
      throws Exception {
    new IncrementBench(spark, configuration, folder)
        .run(new IncrementBench.Extent(calls(), growth, commits, newCalls, lateDays, turns()), out);
  }
}
