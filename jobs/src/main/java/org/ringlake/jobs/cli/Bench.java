package org.ringlake.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.bench.IngestBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The benchmarks of the README. */
@Command(name = "bench", description = "Measures: 'bench ingest' beside DuckDB on the same files.")
final class Bench extends WorkspaceCommand {
  /** What can be measured. */
  enum Subject {
    INGEST
  }

  @Parameters(paramLabel = "ingest", description = "What to measure.")
  private Subject subject;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Calls; default ${DEFAULT-VALUE}.")
  private long calls;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "Counted turns of each side; default ${DEFAULT-VALUE}.")
  private int repeats;

  @Spec private CommandSpec spec;

  @Override
  ExitStatus run(Workspace workspace) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(workspace.out()), "bench");
    try (JobContext context = JobContext.open("bench", workspace, overrides())) {
      new IngestBench(context.lake().spark(), context.configuration(), folder)
          .run(calls, repeats, spec.commandLine().getOut());
    }
    Files.delete(folder);
    return ExitStatus.DONE;
  }
}
