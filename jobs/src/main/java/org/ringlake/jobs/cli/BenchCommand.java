package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.Folders;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.bench.TurnCount;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A benchmark: works in a folder of its own, by the configuration of a workspace. */
abstract class BenchCommand extends WorkspaceCommand {
  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "Counted turns of each side; default ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Turns of each side before those that count; default ${DEFAULT-VALUE}. 0 where a turn is long.")
  private int warmUps;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where it may fill the disk; default the workspace's out.")
  private Path folder; // null: not given

  @Option(names = "--keep", description = "Leaves the lakes there, to look at.")
  private boolean isKept;

  @Spec private CommandSpec spec;

  @Override
  final ExitStatus run(Workspace workspace) throws Exception {
    checkOptions();
    try (JobContext context = open("bench", workspace)) {
      measure(context, folder == null ? workspace.out() : folder);
    }
    return ExitStatus.DONE;
  }

  private void measure(JobContext context, Path parent) throws Exception {
    Path own = Files.createTempDirectory(Files.createDirectories(parent).toAbsolutePath(), "bench");
    try {
      measure(context.lake().spark(), context.configuration(), own, spec.commandLine().getOut());
    } finally {
      if (isKept) {
        spec.commandLine().getErr().printf("Kept in %s%n", own);
      } else {
        Folders.delete(own);
      }
    }
  }

  /**
   * Checks what is asked for.
   *
   * @throws ParameterException when a number is too large or too small
   */
  void checkOptions() {
    check("--repeats", repeats, 1, 1000);
    check("--warm-ups", warmUps, 0, 1000);
  }

  final void check(String option, long number, long least, long most) {
    if (number < least || number > most) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              Locale.ROOT, "%s is %d; give a number from %,d to %,d", option, number, least, most));
    }
  }

  final TurnCount turns() {
    return new TurnCount(warmUps, repeats);
  }

  /**
   * Measures.
   *
   * @param folder an empty one
   * @param out for the figures
   */
  abstract void measure(
      SparkSession spark, Configuration configuration, Path folder, PrintWriter out)
      throws Exception;
}
