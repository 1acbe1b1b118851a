package org.ringlake.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.ringlake.jobs.JobContext;
import org.ringlake.jobs.JobSession;
import org.ringlake.jobs.SparkSessions;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.generate.GenerateJob;
import org.ringlake.jobs.generate.GenerationPlan;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Calls;
import picocli.CommandLine.Command;

/**
 * Loads the classes that the other commands need by running them on a handful of calls, in a
 * workspace of its own that it removes, so that the launcher can archive them and later starts are
 * fast.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {
  private static final GenerationPlan HANDFUL =
      GenerationPlan.of(60, 1, 2, 1).withFeeds(Set.of(Calls.NAME));

  @Override
  public Integer call() throws IOException, ParseException {
    try (TemporaryWorkspace own = TemporaryWorkspace.make()) {
      LogFile.open(own.workspace());
      run(own.workspace());
      return ExitStatus.DONE.code();
    }
  }

  static void run(Workspace workspace) throws IOException, ParseException {
    try (JobSession session = SparkSessions.open("warm-up", workspace.sparkDefaults())) {
      GenerateJob.run(session.spark(), HANDFUL, workspace.inbox());
      try (JobContext context = JobContext.open("warm-up", workspace, Map.of())) {
        Ingest.ingest(context);
        merge(context.lake());
        query(context.lake());
      }
    }
  }

  private static void merge(Lake lake) {
    TableName calls = TableName.silver(Calls.NAME);
    Dataset<Row> changes = lake.read(calls).filter(col(Calls.TALK_SECONDS).gt(0));
    lake.merge(calls)
        .as("old")
        .merge(changes.as("new"), "old.call_id = new.call_id")
        .whenMatched("new.talk_seconds > old.talk_seconds")
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  private static void query(Lake lake) throws IOException, ParseException {
    for (ResultFormat format : ResultFormat.values()) {
      Sql.print(
          lake,
          "SELECT agent_id, sum(talk_seconds), count(DISTINCT event_date) FROM silver.calls"
              + " WHERE direction = 'outbound' GROUP BY agent_id ORDER BY agent_id",
          format,
          Writer.nullWriter());
    }
  }
}
