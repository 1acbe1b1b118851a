package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.ingest.IngestResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a scheduler calls: takes the new files, then builds the gold tables. */
@Command(
    name = Run.COMMAND,
    description = "Takes the inbox's new files, then makes measures and KPIs.")
public final class Run extends WorkspaceCommand {
  static final String COMMAND = "run";

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The day that counts as today; default that of the newest call, else deal.")
  private LocalDate asOf;

  @Option(names = "--strict", description = "Exit status 3 if any row or file was rejected.")
  private boolean isStrict;

  @Spec private CommandSpec spec;

  /** Runs this command, given its options, and ends the JVM as {@link Ringlake} does. */
  public static void main(String[] args) {
    Ringlake.main(COMMAND, args);
  }

  @Override
  ExitStatus run(Workspace workspace) {
    try (JobContext context = open(COMMAND, workspace)) {
      IngestResult taken =
          ingestAndBuild(context, Optional.ofNullable(asOf), spec.commandLine().getErr());
      return Ingest.status(taken, isStrict);
    }
  }

  /** Does both jobs, each a run of its own in {@code ops.run}. */
  static IngestResult ingestAndBuild(
      JobContext context, Optional<LocalDate> asOf, PrintWriter err) {
    IngestResult taken = Ingest.ingest(context);
    Ingest.report(taken, err);
    Build.report(Build.build(context, asOf, BuildJob.Extent.CHANGES), err);
    return taken;
  }
}
