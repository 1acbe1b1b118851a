package org.ringlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.ringlake.SparkTest;

/** The commands that work on a whole workspace, as a person calls them one after the other. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class DemoTest extends SparkTest {
  @TempDir private Path folder;
  private StringWriter out;
  private StringWriter err;

  @Test
  void aDemoEndsWithKpisInTablesLaidOutForReadersAndMayBeRunAgain()
      throws IOException, SQLException {
    assertThat(demo("--agents", "2", "--days", "33", "--feeds", "calls,deals"))
        .as(() -> err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("The enterprise in November 2025")
        .containsPattern("Connect rate +% +[0-9.]* +[0-9]+\\.[0-9]")
        .contains("Its best agents by revenue in November 2025");
    assertThat(err.toString()).contains("rejected").contains("sql --workspace " + workspace());
    assertThatCallsLieByMonth();
    assertThatAllRowsAreInZstd();

    Set<Path> tables = tables();
    assertThat(demo("--agents", "2", "--days", "33", "--feeds", "calls,deals")).isZero();
    assertThat(err.toString()).contains("0 new files: 0 rows read").contains("nothing to build");
    assertThat(tables()).isEqualTo(tables);

    assertThat(ringlake("status", "--workspace", workspace())).isZero();
    assertThat(out.toString())
        .containsPattern("build +20")
        .containsPattern("calls( +[0-9]+){6}\n")
        .contains("Newest business day: calls 2025-12-31, deals ")
        .contains("Release in force: none");

    assertThat(ringlake("run", "--strict", "--as-of", "2025-12-10", "--workspace", workspace()))
        .isZero();
    assertThat(err.toString())
        .contains("Built as of 2025-12-10: gold.value_model, ")
        .contains("gold.call_review, gold.agent_day, gold.kpi\n");
  }

  @Test
  void aDemoIsNotMadeAmongOtherFiles() throws IOException {
    Path file = Files.writeString(Files.createDirectories(folder.resolve("demo")).resolve("a"), "");

    assertThat(demo()).isEqualTo(2);

    assertThat(err.toString()).contains("is not empty and no demo; name another folder");
    assertThat(folder.resolve("demo")).isDirectoryContaining(file::equals);
    assertThat(folder.resolve("demo/conf")).doesNotExist();
  }

  @Test
  void oneDemoIsNotMadeOverAnother() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("demo")).resolve("demo.properties"),
        "agents=24\ndays=540\nseed=2\nfeeds=calls\nfiles-are-complete=true\n");

    assertThat(demo()).isEqualTo(2);

    assertThat(err.toString())
        .contains("holds another demo (24 agents, 540 days, seed 2, feeds calls)");
  }

  @Test
  void aCentreWithoutAgentsIsRefused() {
    assertThat(demo("--agents", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("agents is 0; use one or more");
    assertThat(folder.resolve("demo")).doesNotExist();
  }

  @Test
  void aDemoWithAWrongSettingMakesNothing() {
    assertThat(demo("--set", "timezone=Asia/Atlantis", "--set", "laek=trial")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--set timezone=Asia/Atlantis: timezone 'Asia/Atlantis' is no time zone")
        .contains("--set laek=trial: key 'laek' is unknown");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theStatusOfAnEmptyLakeSaysHowToFillIt() throws IOException {
    Init.make(folder, Path.of("..", "conf"));
    assertThat(ringlake("status", "--workspace", folder.toString())).isZero();
    assertThat(out.toString()).startsWith("No run yet").contains("'ringlake run'");
  }

  @Test
  void strictRunsTellThatRowsWereRejected() throws IOException {
    Init.make(folder, Path.of("..", "conf"));
    Files.writeString(
        folder.resolve("inbox/calls/a.csv"),
        """
        call_id,started_at,disposition,agent_id
        C1,2025-03-03T09:00:00+08:00,answered,A1
        C2,2025-02-30T09:00:00+08:00,answered,A1
        """);

    assertThat(ringlake("run", "--strict", "--workspace", folder.toString())).isEqualTo(3);

    assertThat(err.toString()).contains("2 rows read, 1 accepted, 1 rejected, 0 superseded");
    assertThat(err.toString()).contains("Built as of 2025-03-03");
  }

  @Test
  void filesAreMadeInTheInboxThatTheConfigurationNames() throws IOException {
    Init.make(folder, Path.of("..", "conf"));

    assertThat(
            ringlake(
                "generate",
                "--agents=1",
                "--days=2",
                "--feeds=calls",
                "--set=inbox=other",
                "--workspace=" + folder))
        .isZero();

    assertThat(folder.resolve("other/calls")).isNotEmptyDirectory();
    assertThat(folder.resolve("inbox/calls")).isEmptyDirectory();
  }

  private void assertThatCallsLieByMonth() {
    Row calls = detail("silver/calls");
    assertThat(calls.getList(calls.fieldIndex("partitionColumns"))).containsExactly("_month");
    assertThat(calls.getJavaMap(calls.fieldIndex("properties")))
        .containsEntry("delta.dataSkippingStatsColumns", "event_date");
    assertThat(lake().resolve("silver/calls"))
        .isDirectoryContaining("glob:**/_month=202511")
        .isDirectoryContaining("glob:**/_month=202512");
    Row deals = detail("silver/deals");
    assertThat(deals.getList(deals.fieldIndex("partitionColumns"))).isEmpty();
  }

  private void assertThatAllRowsAreInZstd() throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet codecs =
            statement.executeQuery(
                "SELECT string_agg(DISTINCT compression) FROM parquet_metadata('%s')"
                    .formatted(lake().resolve("**/part-*.parquet")))) {
      codecs.next();
      assertThat(codecs.getString(1)).isEqualTo("ZSTD");
    }
  }

  private Row detail(String table) {
    return DeltaTable.forPath(spark(), lake().resolve(table).toString()).detail().first();
  }

  private Path lake() {
    return folder.resolve("demo/lake");
  }

  private int demo(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "demo";
    args[1] = "--workspace";
    args[2] = workspace();
    System.arraycopy(options, 0, args, 3, options.length);
    return ringlake(args);
  }

  private int ringlake(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return Ringlake.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String workspace() {
    return folder.resolve("demo").toString();
  }

  /** All files of the lake but the log of runs. */
  private Set<Path> tables() throws IOException {
    Path runs = lake().resolve("ops/run");
    try (Stream<Path> files = Files.walk(lake())) {
      return files.filter(file -> !file.startsWith(runs)).collect(Collectors.toSet());
    }
  }
}
