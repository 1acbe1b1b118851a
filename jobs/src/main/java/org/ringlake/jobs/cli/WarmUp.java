package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.ringlake.jobs.SparkSessions;
import org.ringlake.jobs.Workspace;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import picocli.CommandLine.Command;

/**
 * Loads the classes that the other commands need, in a lake of its own that it removes, so that the
 * launcher can archive them and later starts are fast.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {
  private static final String CALLS =
      """
      call_id,agent_id,started_at,talk_seconds
      C1,A1,2025-06-01 09:00:00,30
      C2,A2,2025-06-01 09:10:00,
      """;

  @Override
  public Integer call() throws IOException, ParseException {
    Path folder = Files.createTempDirectory("ringlake-warm-up");
    try {
      LogFile.open(folder);
      run(Workspace.at(folder, Ringlake.installation()));
      return ExitStatus.DONE.code();
    } finally {
      delete(folder);
    }
  }

  static void run(Workspace workspace) throws IOException, ParseException {
    Path file = Files.writeString(workspace.root().resolve("calls.csv"), CALLS);
    try (SparkSession spark = SparkSessions.open("warm-up", workspace.sparkDefaults())) {
      Lake lake = Lake.at(spark, workspace.lake());
      TableName table = TableName.silver("calls");
      lake.append(table, calls(spark, file), TableLayout.PLAIN);
      merge(lake, table, calls(spark, file));
      for (ResultFormat format : ResultFormat.values()) {
        Sql.print(
            lake,
            "SELECT agent_id, sum(talk_seconds), count(DISTINCT call_id) FROM silver.calls"
                + " GROUP BY agent_id ORDER BY agent_id",
            format,
            Writer.nullWriter());
      }
    }
  }

  private static Dataset<Row> calls(SparkSession spark, Path file) {
    return spark
        .read()
        .option("header", true)
        .csv(file.toString())
        .selectExpr(
            "call_id",
            "agent_id",
            "try_cast(started_at AS timestamp) AS started_at",
            "try_cast(talk_seconds AS int) AS talk_seconds");
  }

  private static void merge(Lake lake, TableName table, Dataset<Row> changes) {
    lake.merge(table)
        .as("old")
        .merge(changes.as("new"), "old.call_id = new.call_id")
        .whenMatched("new.talk_seconds > old.talk_seconds")
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
