package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.ReaderSetup;
import org.ringlake.jobs.generate.GenerateJob;
import org.ringlake.jobs.generate.GenerationPlan;
import org.ringlake.jobs.generate.GenerationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes raw feed files of a made-up call centre; prints rows by feed. */
@Command(
    name = "generate",
    description = "Writes raw feed files of a made-up centre at any size: same seed, same bytes.")
final class Generate extends WorkspaceCommand {
  private static final String DEFAULT = "; default ${DEFAULT-VALUE}.";

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Distinct valid calls, exactly; default 60 for each agent and day.")
  private Long calls;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "24",
      description = "Human agents" + DEFAULT)
  private int agents;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "540",
      description = "Calendar days" + DEFAULT)
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses one world among all" + DEFAULT)
  private long seed;

  @Option(
      names = "--end",
      paramLabel = "DATE",
      defaultValue = "2025-12-31",
      description = "The last day" + DEFAULT)
  private LocalDate end;

  @Option(
      names = "--feeds",
      paramLabel = "FEED",
      split = ",",
      description = "Only these feeds, such as calls,deals; default all.")
  private Set<String> feeds = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder or URI to write <feed>/… under; default the workspace's inbox.")
  private String out;

  @Option(names = "--clean", description = "No duplicates, corrections and bad rows.")
  private boolean isClean;

  @Option(names = "--gzip", description = "Compresses the files.")
  private boolean isCompressed;

  @Spec private CommandSpec spec;

  @Override
  ExitStatus run(Workspace workspace) throws Exception {
    GenerationPlan plan = plan();
    String inbox = inbox(workspace);
    String directory = out == null ? inbox : out;
    try (JobSession session = openSession("generate", workspace)) {
      print(GenerateJob.run(session.spark(), plan, directory), directory);
    }
    return ExitStatus.DONE;
  }

  private String inbox(Workspace workspace) {
    ReaderSetup setup = ReaderSetup.load(workspace.conf(), overrides());
    return workspace.placed(setup.lake(), setup.inbox(), setup.out()).inbox();
  }

  private GenerationPlan plan() {
    try {
      return new GenerationPlan(
          calls == null ? GenerationPlan.typicalCalls(agents, days) : calls,
          agents,
          days,
          seed,
          end,
          feeds.isEmpty() ? GenerationPlan.allFeeds() : feeds,
          !isClean,
          isCompressed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void print(GenerationReport report, String directory) {
    PrintWriter err = spec.commandLine().getErr();
    report.rows().forEach((feed, rows) -> err.printf("%-12s %,12d rows%n", feed, rows));
    err.printf("%d files in %s%n", report.files(), directory);
  }
}
