package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.SilentProgress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.RunLog;
import org.ringlake.jobs.lake.TableName;

final class BenchTest extends SparkTest {
  private static final TurnCount ONCE = new TurnCount(0, 1);
  private static final MadeCentre SMALL = new MadeCentre(20_000, 20, 12, 7);

  private static final TableName CALLS = TableName.silver("calls");

  @TempDir private Path folder;
  private final StringWriter printed = new StringWriter();
  private Configuration configuration;

  @BeforeEach
  void configure() throws IOException {
    Path key = Files.writeString(folder.resolve("privacy.key"), "0f".repeat(32) + "\n");
    configuration =
        Configuration.load(Path.of("..", "conf"), Map.of("privacy.key-file", key.toString()));
  }

  @Test
  void theFullBuildAndDuckDbComeToTheSameValues() throws IOException, SQLException {
    new KpiBench(spark(), configuration, folder).run(SMALL, ONCE, new PrintWriter(printed));

    assertThat(firstCells())
        .contains(
            "20,000 calls, 20 agents, 12 days, 2 threads, medians of 1",
            "Ringlake, full build",
            "Ringlake: gold.agent_day",
            "Ringlake: customers of each day and month",
            "Ringlake: gold.kpi",
            "DuckDB, the same cells",
            "DuckDB: sums",
            "DuckDB: distinct customers",
            "ratio");
    assertThat(printed.toString()).containsPattern("Values: \\d{3} cells × 10 measures are equal");
  }

  @Test
  void incrementsComeToTheValuesOfDuckDb() throws IOException, SQLException {
    IncrementBench.Extent extent = new IncrementBench.Extent(20_000, 1, 1, 1000, 2, ONCE);

    new IncrementBench(spark(), configuration, folder).run(SMALL, extent, new PrintWriter(printed));

    assertThat(firstCells())
        .contains(
            "1,000 calls of a day, 40 of them late, 10 corrected; medians of 1",
            "20,000 calls, build of the increment",
            "20,000 calls: gold.kpi");
    assertThat(printed.toString())
        .containsPattern("Values of 20,000 calls: \\d{3} cells × 10 measures are equal");
  }

  @Test
  void valuesAndCreditsAreThoseOfWhatWasMade() throws IOException, SQLException {
    ValueBench.Extent extent = new ValueBench.Extent(List.of(1_000L), 100, 3_000, 20, ONCE);

    new ValueBench(spark(), configuration, folder).run(extent, new PrintWriter(printed));

    assertThat(firstCells())
        .contains(
            "3,000 contacts, 20 agents, 2 threads, medians of 1",
            "1,000 customers",
            "1,000 customers: fits, value.model bg_nbd",
            "1,000 customers: gold.customer_value",
            "100 deals",
            "100 deals: Markov chains",
            "100 deals: gold.value_attribution");
    assertThat(printed.toString())
        .contains("Values: 1,000 customers brought ")
        .containsPattern("Credits: 7 models credit .* to the cent");
  }

  @Test
  void aHistoryMayComeInManyCommits() {
    Lake lake = Lake.at(spark(), folder.resolve("lake").toString());
    new MadeLake(spark(), folder.resolve("lake"), configuration, SMALL)
        .write(5, SilentProgress.progress());

    assertThat(lake.version(CALLS)).hasValue(4);
    assertRows(lake.read(CALLS).agg(countDistinct("call_id").as("calls")), "calls\n20000\n");
    assertThat(new RunLog(lake).newest().orElseThrow().tables()).containsEntry("silver.calls", 4L);
  }

  /** What the lines of the table are about. */
  private List<String> firstCells() {
    return printed
        .toString()
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.split("\\|", -1)[1].strip())
        .toList();
  }
}
