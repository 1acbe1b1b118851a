package org.ringlake.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.ingest.FeedTotals;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.RunLog;
import org.ringlake.jobs.lake.RunRecord;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.Restatements;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what ran, how fresh the lake is and what became of the files. */
@Command(
    name = "status",
    description = "Says what ran, how fresh the data are, and what became of files and rows.")
final class Status extends LakeCommand {
  private static final int RUNS_SHOWN = 10;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String NONE = "none";

  private static final StructType RUNS =
      new StructType()
          .add("run", DataTypes.StringType)
          .add("started", DataTypes.StringType)
          .add("seconds", DataTypes.LongType)
          .add("as of", DataTypes.StringType);

  private static final StructType FEEDS =
      new StructType()
          .add("feed", DataTypes.StringType)
          .add("files taken", DataTypes.LongType)
          .add("refused", DataTypes.LongType)
          .add("rows read", DataTypes.LongType)
          .add("accepted", DataTypes.LongType)
          .add("rejected", DataTypes.LongType)
          .add("superseded", DataTypes.LongType);

  @Spec private CommandSpec spec;

  @Override
  void read(Lake lake, ZoneId zone) throws IOException {
    Interpretation interpretation = Interpretation.in(lake.spark());
    try {
      print(lake, zone, spec.commandLine().getOut());
    } finally {
      interpretation.close();
    }
  }

  /**
   * Prints the status.
   *
   * @param zone of the times printed
   */
  static void print(Lake lake, ZoneId zone, PrintWriter out) throws IOException {
    List<RunRecord> runs = new RunLog(lake).newest(RUNS_SHOWN);
    if (runs.isEmpty()) {
      out.printf(
          "No run yet; the lake at %s is empty. Fill it with 'ringlake run'.%n", lake.root());
      return;
    }
    out.printf("Last runs (times of %s)%n", zone);
    printRuns(runs, zone, out);
    out.printf("%nFiles and rows of all runs%n");
    printFeeds(FeedTotals.of(lake), out);
    out.println();
    out.printf(
        "Newest business day: calls %s, deals %s%n", day(lake, Calls.NAME), day(lake, Deals.NAME));
    out.printf(
        "Values that changed after their period was over: %d (ops.restatement)%n",
        restatements(lake));
    out.println("Release in force: none, nothing has been published");
    out.flush();
  }

  private static void printRuns(List<RunRecord> runs, ZoneId zone, PrintWriter out)
      throws IOException {
    TablePrinter table = new TablePrinter(RUNS, out);
    for (RunRecord run : runs) {
      table.print(
          RowFactory.create(
              run.command(),
              TIME.format(run.startedAt().atZone(zone)),
              Duration.between(run.startedAt(), run.endedAt()).toSeconds(),
              run.asOf().map(LocalDate::toString).orElse(null)));
    }
    table.finish();
  }

  private static void printFeeds(List<FeedTotals> feeds, PrintWriter out) throws IOException {
    TablePrinter table = new TablePrinter(FEEDS, out);
    for (FeedTotals feed : feeds) {
      table.print(
          RowFactory.create(
              feed.feed(),
              feed.filesTaken(),
              feed.filesRefused(),
              feed.rowsRead(),
              feed.rowsAccepted(),
              feed.rowsRejected(),
              feed.rowsSuperseded()));
    }
    table.finish();
  }

  private static long restatements(Lake lake) {
    TableName table = TableName.ops(Restatements.NAME);
    return lake.exists(table) ? lake.read(table).count() : 0;
  }

  private static String day(Lake lake, String feed) {
    TableName table = TableName.silver(feed);
    return lake.exists(table)
        ? Optional.ofNullable(
                lake.read(table).agg(max(col(Resolved.EVENT_DATE))).first().getDate(0))
            .map(java.sql.Date::toString)
            .orElse(NONE)
        : NONE;
  }
}
