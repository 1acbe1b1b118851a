package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.explain.ExplainJob;
import org.ringlake.jobs.explain.ExplainRequest;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.jobs.explain.NoSuchValueException;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what a published value is made of, down to the rows of source files. */
@Command(
    name = "explain",
    description = {
      "Takes a published value apart: numerator and denominator, measures by day, and the calls,"
          + " deals, surveys and so on behind them, with source file and row.",
      "It explains what the last build published, from the rows that build has read. Exit status 1:"
          + " something does not add up, and it says what."
    })
final class Explain extends WorkspaceCommand {
  private static final long FEW = 10;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Whose whose;

  /** One of them. */
  private static final class Whose {
    @Option(names = "--agent", paramLabel = "ID", description = "Of an agent; 'unknown' of none.")
    private String agent; // null: not given

    @Option(names = "--team", paramLabel = "ID", description = "Of a team; 'unknown' of none.")
    private String team; // null: not given

    @Option(names = "--site", paramLabel = "NAME", description = "Of a site.")
    private String site; // null: not given

    @Option(names = "--enterprise", description = "Of the enterprise.")
    private boolean isEnterprise;

    private Layer layer() {
      if (isEnterprise) {
        return Layer.ENTERPRISE;
      }
      return agent != null ? Layer.AGENT : team != null ? Layer.TEAM : Layer.SITE;
    }

    private String id() {
      return switch (layer()) {
        case AGENT -> agent;
        case TEAM -> team;
        case SITE -> site;
        case ENTERPRISE -> Cell.ALL;
      };
    }
  }

  @Option(
      names = "--kpi",
      required = true,
      paramLabel = "ID",
      description = "Which KPI, by its id in conf/kpis.yaml.")
  private String kpi;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "day|week|month|quarter|year",
      description = "How long.")
  private Period period;

  @Option(
      names = "--start",
      required = true,
      paramLabel = "DATE",
      description = "The period's first day; of another day, the period that it lies in.")
  private LocalDate start;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "table|csv|json",
      description =
          "table for people; csv with a column 'level' (value, measure, day, event, file, note);"
              + " json, one document. Default ${DEFAULT-VALUE}.")
  private ResultFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "So many events of each measure at most; default " + FEW + " in a table, else all.")
  private Long limit; // null: not given

  @Spec private CommandSpec spec;

  @Override
  ExitStatus run(Workspace workspace) throws IOException {
    ExplainRequest request = request();
    Configuration configuration = configuration(workspace);
    Workspace placed = JobContext.configured(workspace, configuration);
    try (JobSession session =
            openSession("explain", workspace).in(configuration.ringlake().timezone());
        Writer out = Sql.standardOutput()) {
      SparkSession spark = session.spark();
      Inbox inbox = new Inbox(spark.sessionState().newHadoopConf(), placed.inbox());
      ExplainJob job = new ExplainJob(Lake.at(spark, placed.lake()), configuration, inbox);
      try (Explanation explanation = job.explain(request)) {
        print(explanation, format, out, spec.commandLine().getErr());
        return explanation.addsUp() ? ExitStatus.DONE : ExitStatus.FAILED;
      }
    } catch (NoSuchValueException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Prints it, and to {@code err} what people should know besides. */
  static void print(Explanation explanation, ResultFormat format, Writer out, PrintWriter err)
      throws IOException {
    explanation.notes().forEach(err::println);
    explanation
        .unread()
        .forEach((file, why) -> err.printf("No row numbers for %s: %s.%n", file, why));
    ExplanationPrinter printer =
        switch (format) {
          case TABLE -> new ExplanationTables(out);
          case CSV -> new ExplanationCsv(out);
          case JSON -> new ExplanationJson(out);
        };
    printer.print(explanation);
    out.flush();
  }

  private ExplainRequest request() {
    if (limit != null && limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit is %d; write 1 or more, or leave it out".formatted(limit));
    }
    OptionalLong atMost =
        limit != null
            ? OptionalLong.of(limit)
            : format == ResultFormat.TABLE ? OptionalLong.of(FEW) : OptionalLong.empty();
    return new ExplainRequest(kpi, whose.layer(), whose.id(), period, start, atMost);
  }
}
