package org.ringlake.jobs.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

final class BuildJobTest extends SparkTest {
  private static final Path SHIPPED = Path.of("..", "conf");
  private static final TableName KPI = TableName.gold("kpi");
  private static final TableName CELLS = TableName.gold("_kpi_cells");
  private static final TableName CALLS = TableName.silver("calls");

  @TempDir private Path folder;
  private Lake lake;

  @BeforeEach
  void makeTheLake() throws IOException {
    Files.writeString(folder.resolve("privacy.key"), "0f".repeat(32) + "\n");
    lake = Lake.at(spark(), folder.resolve("lake").toString());
  }

  @Test
  void aSecondBuildOfTheSameInputsWritesNothingAtAll() {
    addCalls("call_id|agent_id|disposition|event_date\nC1|A1|answered|2025-03-03\n");

    BuildResult first = build();
    Map<String, Long> versions = lake.versions();
    BuildResult second = build();

    assertThat(first.asOf()).contains(LocalDate.of(2025, 3, 3));
    assertThat(first.isUpToDate()).isFalse();
    assertThat(second.asOf()).isEqualTo(first.asOf());
    assertThat(second.isUpToDate()).isTrue();
    assertThat(lake.versions()).isEqualTo(versions);
  }

  @Test
  void aBuildTakesNewRowsAnotherDayAndAnotherThreshold() {
    addCalls(
        """
        call_id | agent_id | disposition | talk_seconds | event_date
        C1      | A1       | answered    | 30           | 2025-03-03
        """);
    build();

    addCalls(
        """
        call_id | agent_id | disposition | talk_seconds | event_date
        C2      | A1       | answered    | 29           | 2025-03-04
        """);
    assertThat(build().isUpToDate()).isFalse();
    assertRows(
        year("effective_call_rate"),
        "numerator|denominator|value\n1.0000000000|2.0000000000|0.5\n");

    BuildResult earlier =
        job(Map.of())
            .run(Optional.of(LocalDate.of(2025, 3, 3)), BuildJob.Extent.CHANGES, progress());
    assertThat(earlier.isUpToDate()).isFalse();
    assertRows(
        year("effective_call_rate"),
        "numerator|denominator|value\n1.0000000000|1.0000000000|1.0\n");

    job(Map.of("calls.effective-min-talk", "PT31S"))
        .run(Optional.of(LocalDate.of(2025, 3, 3)), BuildJob.Extent.CHANGES, progress());
    assertRows(
        year("effective_call_rate"),
        "numerator|denominator|value\n0.0000000000|1.0000000000|0.0\n");
  }

  @Test
  void aFullBuildIsDoneEvenWhereNothingChanged() {
    addCalls("call_id|agent_id|disposition|event_date\nC1|A1|answered|2025-03-03\n");
    build();
    List<Row> rows = lake.read(KPI).collectAsList();
    long version = lake.version(CELLS).orElseThrow();

    BuildResult full = job(Map.of()).run(Optional.empty(), BuildJob.Extent.FULL, progress());

    assertThat(full.isUpToDate()).isFalse();
    assertThat(lake.version(CELLS)).hasValue(version + 1);
    assertThat(lake.read(KPI).collectAsList()).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void aLakeWithoutEventsMakesEmptyTables() {
    BuildResult result = build();

    assertThat(result.asOf()).isEmpty();
    assertThat(lake.read(KPI).isEmpty()).isTrue();
    assertThat(lake.read(TableName.gold("agent_day")).isEmpty()).isTrue();
    assertThat(build().isUpToDate()).isTrue();
  }

  private Dataset<Row> year(String kpi) {
    return lake.read(KPI)
        .filter("layer = 'enterprise' and period = 'year'")
        .filter("kpi = '%s'".formatted(kpi));
  }

  private BuildResult build() {
    return job(Map.of()).run(Optional.empty(), BuildJob.Extent.CHANGES, progress());
  }

  private BuildJob job(Map<String, String> overrides) {
    return new BuildJob(lake, configuration(overrides), Clock.systemUTC());
  }

  private Progress progress() {
    return Progress.of(spark());
  }

  private void addCalls(String table) {
    StructType schema =
        configuration(Map.of()).feeds().stream()
            .filter(feed -> feed.name().equals("calls"))
            .map(feed -> new SilverRows(feed).schema())
            .findFirst()
            .orElseThrow();
    try (LakeRun run = LakeRun.begin(lake, "ingest", "of the test", Clock.systemUTC())) {
      lake.append(CALLS, rows(schema, table), TableLayout.PLAIN);
      run.finish(Optional.empty(), Map.of());
    }
  }

  private Configuration configuration(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    all.put("privacy.key-file", folder.resolve("privacy.key").toString());
    return Configuration.load(SHIPPED, all);
  }
}
