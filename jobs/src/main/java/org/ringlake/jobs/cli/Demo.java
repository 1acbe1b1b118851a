package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.ConfigurationCheck;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.SparkSessions;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.generate.GenerateJob;
import org.ringlake.jobs.generate.GenerationPlan;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.KpiView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a workspace with a made-up call centre, runs everything on it and shows what came out. */
@Command(
    name = "demo",
    description =
        "Makes a call centre in the folder 'demo' (or --workspace), runs everything, shows KPIs.")
final class Demo implements Callable<Integer> {
  private static final Path USUAL_FOLDER = Path.of("demo");
  private static final String LAUNCHER = "ringlake.launcher";
  private static final String DEFAULT = "; default ${DEFAULT-VALUE}.";

  @ParentCommand private Ringlake ringlake;

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
      description = "Chooses one centre among all" + DEFAULT)
  private long seed;

  @Option(
      names = "--feeds",
      paramLabel = "FEED",
      split = ",",
      description = "Only these feeds, such as calls,deals; default all.")
  private Set<String> feeds = GenerationPlan.allFeeds();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GenerationPlan plan = plan();
    Path folder = ringlake.givenWorkspace().orElse(USUAL_FOLDER);
    DemoFolder demo = DemoFolder.at(folder, plan);
    LogFile.waitForCheck();
    ringlake.sparkOverrides().forEach(System::setProperty);
    if (!demo.isNew()) {
      complete(folder);
    }
    try (JobSession session = SparkSessions.open("demo", workspace(folder).sparkDefaults())) {
      check(demo, folder);
      if (demo.isNew()) {
        demo.take();
        complete(folder);
      }
      Workspace workspace = workspace(folder);
      LogFile.open(workspace);
      if (!demo.isGenerated()) {
        generate(session.spark(), plan, workspace);
        demo.generated();
      }
      runAndShow(workspace);
    }
    sayWhatNext(folder);
    return ExitStatus.DONE.code();
  }

  /** Also completes what a demo that was killed has begun to make. */
  private static void complete(Path folder) throws IOException {
    Init.make(folder.toAbsolutePath().normalize(), Ringlake.installation().resolve("conf"));
  }

  private static Workspace workspace(Path folder) {
    return Workspace.at(folder, Ringlake.installation());
  }

  /** Looks for mistakes in what the demo will be run with, before anything is made. */
  private void check(DemoFolder demo, Path folder) throws IOException {
    if (!demo.isNew()) {
      ConfigurationCheck.ofValues(workspace(folder), ringlake.overrides());
      return;
    }
    try (TemporaryWorkspace like = TemporaryWorkspace.make()) {
      ConfigurationCheck.ofValues(like.workspace(), ringlake.overrides());
    }
  }

  private GenerationPlan plan() {
    try {
      return GenerationPlan.ofTypicalVolume(agents, days, seed).withFeeds(feeds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void generate(SparkSession spark, GenerationPlan plan, Workspace workspace) {
    try (Progress progress = Progress.of(spark)) {
      progress.stage("making up a call centre");
      GenerateJob.run(spark, plan, workspace.inbox());
    }
  }

  /** In the session that is open. */
  private void runAndShow(Workspace workspace) throws IOException {
    try (JobContext context = JobContext.open("demo", workspace, ringlake.overrides())) {
      Run.ingestAndBuild(context, Optional.empty(), spec.commandLine().getErr());
      summary(context).print(spec.commandLine().getOut());
    }
  }

  private static KpiSummary summary(JobContext context) {
    Configuration configuration = context.configuration();
    return new KpiSummary(
        context.lake().read(TableName.gold(KpiView.LONG)),
        configuration.kpis(),
        configuration.ringlake().currency().getCurrencyCode());
  }

  private void sayWhatNext(Path folder) {
    String launcher = System.getProperty(LAUNCHER, "ringlake");
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        """

        The files are in %1$s/inbox, the tables in %1$s/lake. Try next:
          %2$s sql --workspace %1$s "SELECT * FROM gold.kpi WHERE layer = 'team' AND period = 'quarter' AND kpi = 'revenue' ORDER BY period_start, value DESC"
          %2$s status --workspace %1$s
        """,
        folder, launcher);
    err.flush();
  }
}
