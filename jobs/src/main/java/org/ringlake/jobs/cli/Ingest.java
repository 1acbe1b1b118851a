package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.ingest.IngestResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the inbox's new files into bronze, silver and rejected tables. */
@Command(
    name = IngestJob.COMMAND,
    description = "Takes the inbox's new files into bronze, silver and rejected tables.")
public final class Ingest extends WorkspaceCommand {
  @Option(names = "--strict", description = "Exit status 3 if any row or file was rejected.")
  private boolean isStrict;

  @Spec private CommandSpec spec;

  /** Runs this command, given its options, and ends the JVM as {@link Ringlake} does. */
  public static void main(String[] args) {
    Ringlake.main(IngestJob.COMMAND, args);
  }

  @Override
  ExitStatus run(Workspace workspace) {
    try (JobContext context = open(IngestJob.COMMAND, workspace)) {
      IngestResult result = ingest(context);
      report(result, spec.commandLine().getErr());
      return status(result, isStrict);
    }
  }

  static IngestResult ingest(JobContext context) {
    IngestResult result =
        new IngestJob(context.lake(), context.configuration(), context.inbox(), context.clock())
            .run(context.arrived(), context.progress());
    context.progress().close(); // before what came of it is told
    return result;
  }

  static void report(IngestResult result, PrintWriter err) {
    err.printf(
        "%,d new files: %,d rows read, %,d accepted, %,d rejected, %,d superseded%n",
        result.filesTaken(),
        result.rowsRead(),
        result.rowsAccepted(),
        result.rowsRejected(),
        result.rowsSuperseded());
    result.refused().forEach(file -> err.println("Refused " + file));
    result.growing().forEach(file -> err.println("Still growing, left for the next run: " + file));
  }

  static ExitStatus status(IngestResult result, boolean isStrict) {
    return isStrict && result.hasRejects() ? ExitStatus.ROWS_REJECTED : ExitStatus.DONE;
  }
}
