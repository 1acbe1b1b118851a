package org.ringlake.jobs.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;

final class BuildJobTest extends SparkTest {
  private static final TableName KPI = TableName.gold("kpi");
  private static final TableName CELLS = TableName.gold("_kpi_cells");
  private static final TableName CALL_REVIEW = TableName.gold("call_review");

  @TempDir private Path folder;
  private SilverLake silver;
  private Lake lake;

  @BeforeEach
  void makeTheLake() {
    silver = SilverLake.withoutWorth(spark(), folder);
    lake = silver.lake();
  }

  @Test
  void aSecondBuildOfTheSameInputsWritesNothingAtAll() {
    add("calls", "call_id|agent_id|disposition|event_date\nC1|A1|answered|2025-03-03\n");

    BuildResult first = silver.build();
    Map<String, Long> versions = lake.versions();
    BuildResult second = silver.build();

    assertThat(first.asOf()).contains(LocalDate.of(2025, 3, 3));
    assertThat(first.isUpToDate()).isFalse();
    assertThat(second.asOf()).isEqualTo(first.asOf());
    assertThat(second.isUpToDate()).isTrue();
    assertThat(lake.versions()).isEqualTo(versions);
  }

  @Test
  void aBuildTakesNewRowsAnotherDayAndAnotherThreshold() {
    add(
        "calls",
        """
        call_id | agent_id | disposition | talk_seconds | event_date
        C1      | A1       | answered    | 30           | 2025-03-03
        """);
    silver.build();

    add(
        "calls",
        """
        call_id | agent_id | disposition | talk_seconds | event_date
        C2      | A1       | answered    | 29           | 2025-03-04
        """);
    assertThat(silver.build().isUpToDate()).isFalse();
    assertRows(
        year("effective_call_rate"),
        "numerator|denominator|value\n1.0000000000|2.0000000000|0.5\n");

    BuildResult earlier =
        silver.build(Map.of(), Optional.of(LocalDate.of(2025, 3, 3)), BuildJob.Extent.CHANGES);
    assertThat(earlier.isUpToDate()).isFalse();
    assertRows(
        year("effective_call_rate"),
        "numerator|denominator|value\n1.0000000000|1.0000000000|1.0\n");

    silver.build(
        Map.of("calls.effective-min-talk", "PT31S"),
        Optional.of(LocalDate.of(2025, 3, 3)),
        BuildJob.Extent.CHANGES);
    assertRows(
        year("effective_call_rate"),
        "numerator|denominator|value\n0.0000000000|1.0000000000|0.0\n");
  }

  @Test
  void aFullBuildIsDoneEvenWhereNothingChanged() {
    add("calls", "call_id|agent_id|disposition|event_date\nC1|A1|answered|2025-03-03\n");
    silver.build();
    List<Row> rows = lake.read(KPI).collectAsList();
    long version = lake.version(CELLS).orElseThrow();

    BuildResult full = silver.build(Map.of(), Optional.empty(), BuildJob.Extent.FULL);

    assertThat(full.isUpToDate()).isFalse();
    assertThat(lake.version(CELLS)).hasValue(version + 1);
    assertThat(lake.read(KPI).collectAsList()).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void cellsThatStayAsTheyAreStayInTheirFiles() {
    addCallsOfTwoDays();
    silver.build();
    List<Row> before = filesOfTheDay("2025-03-03");
    assertThat(filesOfTheDay("2025-03-20")).isEqualTo(before);

    add("calls", "call_id|agent_id|disposition|event_date\nC3|A1|answered|2025-03-20\n");
    silver.build();

    assertThat(before).isNotEmpty();
    assertThat(filesOfTheDay("2025-03-03")).isEqualTo(before);
    assertThat(filesOfTheDay("2025-03-20")).isNotEmpty().doesNotContainAnyElementsOf(before);
  }

  @Test
  void aDayThatHasPassedLeavesTheCellsOfEarlierOnesInTheirFiles() {
    add("teams", "team_id|site\nT1|North\n");
    addCallsOfTwoDays();
    silver.build();
    List<Row> before = filesOfTheDay("2025-03-03");

    add("calls", "call_id|agent_id|disposition|event_date\nC3|A1|answered|2025-03-21\n");
    silver.build();

    assertThat(before).isNotEmpty();
    assertThat(filesOfTheDay("2025-03-03")).isEqualTo(before);
    assertThat(filesOfTheDay("2025-03-21")).isNotEmpty().doesNotContainAnyElementsOf(before);
  }

  private void addCallsOfTwoDays() {
    add(
        "calls",
        """
        call_id | agent_id | disposition | event_date
        C1      | A1       | answered    | 2025-03-03
        C2      | A1       | answered    | 2025-03-20
        """);
  }

  private List<Row> filesOfTheDay(String day) {
    return lake.read(CELLS)
        .filter("period = 'day' AND period_start = DATE'%s'".formatted(day))
        .select("_metadata.file_name")
        .distinct()
        .collectAsList();
  }

  @Test
  void otherDefinitionsAndTargetsMakeWhatAFullBuildMakesAndRestateOnlyTheirKpis() {
    // given
    add(
        "calls",
        """
        call_id | agent_id | disposition | talk_seconds | event_date
        C1      | A1       | answered    | 30           | 2025-01-03
        C2      | A1       | busy        | 0            | 2025-01-04
        C3      | A2       | answered    | 60           | 2025-03-04
        """);
    silver.build();

    // when
    silver.edit(
        "kpis.yaml",
        kpis ->
            kpis.replaceFirst("numerator: dials\n", "numerator: dials + connected_calls\n")
                + """

                  dials_and_contacts:
                    name: {en: Dials and contacts, zh: 外呼和联系量}
                    description: One of our own.
                    unit: count
                    direction: up
                    numerator: dials + contacts
                """);
    silver.edit(
        "targets.yaml",
        targets ->
            targets.replace(
                "targets: []", "targets:\n  - {kpi: connect_rate, layer: agent, target: 0.99}"));
    Map<String, String> fewCases = Map.of("reliability.min-sample", "2");
    silver.build(fewCases, Optional.empty(), BuildJob.Extent.CHANGES);

    // then
    assertRows(
        lake.read(KPI)
            .filter("layer = 'agent' AND period = 'month' AND entity_id = 'A1'")
            .filter("kpi IN ('dials', 'connect_rate', 'dials_and_contacts')"),
        """
        kpi                | numerator    | target | is_met | is_reliable
        dials              | 3.0000000000 | null   | null   | true
        connect_rate       | 1.0000000000 | 0.990000 | false  | true
        dials_and_contacts | 3.0000000000 | null   | null   | true
        """);
    Dataset<Row> log = lake.read(TableName.ops("restatement"));
    assertThat(log.select("kpi").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("dials");
    List<String> incremental = cells();
    assertThat(incremental).isNotEmpty();
    silver.build(fewCases, Optional.empty(), BuildJob.Extent.FULL);
    assertThat(cells()).isEqualTo(incremental);
  }

  private List<String> cells() {
    return lake.read(CELLS).toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void aLakeWithoutEventsMakesEmptyTables() {
    BuildResult result = silver.build();

    assertThat(result.asOf()).isEmpty();
    assertThat(lake.read(KPI).isEmpty()).isTrue();
    assertThat(lake.read(TableName.gold("agent_day")).isEmpty()).isTrue();
    assertThat(silver.build().isUpToDate()).isTrue();
  }

  @Test
  void reviewsInForceAreATableAndFollowTheirCallsAndTheirReviewers() {
    add(
        "calls",
        """
        call_id | agent_id | direction | disposition | transcript | event_date
        C1      | A1       | outbound  | answered    | null       | 2025-03-03
        C2      | A2       | outbound  | answered    | 稳赚不赔    | 2025-03-03
        """);
    add(
        "reviews",
        """
        review_id | call_id | source    | violations | reviewed_at         | event_date
        R1        | C1      | automatic | 1          | 2025-03-03 10:00:00 | 2025-03-03
        """);
    silver.build();
    assertRows(
        lake.read(CALL_REVIEW).filter("call_id = 'C1'"),
        "review_id|agent_id|violations|event_date\nR1|A1|1|2025-03-03\n");

    add(
        "reviews",
        """
        review_id | call_id | source | violations | reviewed_at         | event_date
        R2        | C1      | human  | 0          | 2025-03-03 09:00:00 | 2025-03-03
        """);
    silver.build();

    assertRows(
        lake.read(CALL_REVIEW).filter("call_id = 'C1'"),
        "review_id|agent_id|violations|event_date\nR2|A1|0|2025-03-03\n");
  }

  private Dataset<Row> year(String kpi) {
    return lake.read(KPI)
        .filter("layer = 'enterprise' and period = 'year'")
        .filter("kpi = '%s'".formatted(kpi));
  }

  private void add(String feed, String table) {
    silver.add(feed, rows(silver.schema(feed), table));
  }
}
