package org.ringlake.jobs.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.build.BuildResult;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.lake.Views;
import org.ringlake.kpi.KpiView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the gold tables from silver. */
@Command(
    name = BuildJob.COMMAND,
    description = "Makes the measures and KPIs from the silver tables.")
public final class Build extends WorkspaceCommand {
  @Option(names = "--full", description = "Builds even if nothing has changed.")
  private boolean isFull;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The day that counts as today; default that of the newest call, else deal.")
  private LocalDate asOf;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Computes the days from this one again, changed or not.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The last day to compute again; default the as-of day.")
  private LocalDate to;

  @Spec private CommandSpec spec;

  /** Runs this command, given its options, and ends the JVM as {@link Ringlake} does. */
  public static void main(String[] args) {
    Ringlake.main(BuildJob.COMMAND, args);
  }

  @Override
  ExitStatus run(Workspace workspace) {
    BuildJob.Extent extent = extent();
    try (JobContext context = open(BuildJob.COMMAND, workspace)) {
      report(build(context, Optional.ofNullable(asOf), extent), spec.commandLine().getErr());
      return ExitStatus.DONE;
    }
  }

  private BuildJob.Extent extent() {
    if (isFull) {
      return BuildJob.Extent.FULL;
    }
    if (from == null && to == null) {
      return BuildJob.Extent.CHANGES;
    }
    if (from == null || (to != null && to.isBefore(from))) {
      throw new ParameterException(
          spec.commandLine(), "--to needs a --from that is no later; give both, or --full");
    }
    return BuildJob.Extent.since(from, Optional.ofNullable(to));
  }

  static BuildResult build(JobContext context, Optional<LocalDate> asOf, BuildJob.Extent extent) {
    BuildResult result =
        new BuildJob(context.lake(), context.configuration(), context.clock())
            .run(asOf, extent, context.progress());
    context.progress().close(); // before what came of it is told
    return result;
  }

  static void report(BuildResult result, PrintWriter err) {
    String day = result.asOf().map(LocalDate::toString).orElse("no event yet");
    if (result.isUpToDate()) {
      err.printf("Up to date as of %s: nothing to build%n", day);
    } else {
      err.printf("Built as of %s: %s%n", day, named(result.written()));
    }
  }

  /** By the names under which they are read. */
  private static String named(List<TableName> tables) {
    return tables.stream()
        .map(table -> table.equals(Views.SOURCE) ? TableName.gold(KpiView.LONG) : table)
        .filter(table -> !table.isInternal())
        .map(TableName::toString)
        .collect(joining(", "));
  }
}
