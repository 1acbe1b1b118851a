package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ringlake.facts.ReviewSample;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.quality.SampleJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints calls for people to review, with what the transcripts say about them. */
@Command(
    name = "quality",
    description =
        "Picks calls for review by people, every agent's share alike; same seed, same calls.")
final class Quality extends WorkspaceCommand {
  @Option(
      names = "--sample",
      required = true,
      paramLabel = "N",
      description = "How many calls to pick.")
  private int size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses one sample among all; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day of the calls; default the first there is.")
  private LocalDate from; // null: not given

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day of the calls; default the last there is.")
  private LocalDate to; // null: not given

  @Option(names = "--agent", paramLabel = "ID", description = "Only calls of this agent.")
  private String agent; // null: not given

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "table|csv|json",
      description = "How rows are printed; default ${DEFAULT-VALUE}.")
  private ResultFormat format;

  @Spec private CommandSpec spec;

  @Override
  ExitStatus run(Workspace workspace) throws IOException {
    ReviewSample.Request request = request();
    Configuration configuration = configuration(workspace);
    Workspace placed = JobContext.configured(workspace, configuration);
    try (JobSession session =
            openSession("quality", workspace).in(configuration.ringlake().timezone());
        Writer out = Sql.standardOutput()) {
      SparkSession spark = session.spark();
      Dataset<Row> sample =
          new SampleJob(Lake.at(spark, placed.lake()), configuration).pick(request);
      long picked = format.print(sample, out);
      if (picked < request.size()) {
        spec.commandLine()
            .getErr()
            .printf("%d calls picked: there are no more contacts to choose from.%n", picked);
      }
    }
    return ExitStatus.DONE;
  }

  private ReviewSample.Request request() {
    try {
      return new ReviewSample.Request(
          size,
          seed,
          Optional.ofNullable(from),
          Optional.ofNullable(to),
          Optional.ofNullable(agent));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
