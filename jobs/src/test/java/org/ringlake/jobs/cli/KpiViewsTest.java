package org.ringlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.KpiRules;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.Targets;

/** The published KPI tables, as {@code sql} reads them from what a build stored. */
final class KpiViewsTest extends SparkTest {
  @TempDir private static Path folder;
  private Lake lake;

  @BeforeEach
  void makeLakeOnce() throws IOException {
    lake = Lake.at(spark(), folder.resolve("lake").toString());
    if (lake.tables().isEmpty()) {
      Path key = Files.writeString(folder.resolve("privacy.key"), "0f".repeat(32));
      fill(
          Configuration.load(
              Path.of("..", "conf"), Map.of("privacy.key-file", key.toAbsolutePath().toString())));
    }
  }

  private void fill(Configuration configuration) {
    StructType schema =
        new StructType()
            .add("layer", "string")
            .add("entity_id", "string")
            .add("period", "string")
            .add("period_start", "date");
    for (String measure : KpiCells.MEASURES) {
      schema = schema.add(measure, "bigint");
    }
    Dataset<Row> cells =
        rows(
                schema,
                """
                layer      | entity_id | period | period_start | dials | connected_calls
                agent      | A1        | month  | 2025-02-01   | 10    | 4
                agent      | A1        | month  | 2025-03-01   | 40    | 10
                agent      | A2        | month  | 2025-03-01   | 0     | 0
                enterprise | all       | month  | 2025-03-01   | 40    | 10
                """)
            .na()
            .fill(0L);
    StructType objectives =
        new StructType()
            .add("objective_id", "string")
            .add("agent_id", "string")
            .add("period_start", "date")
            .add("period", "string")
            .add("kpi", "string")
            .add("target", "decimal(18,6)")
            .add("updated_at", "timestamp");
    lake.replace(
        TableName.gold(Kpis.NAME),
        Kpis.from(
            KpiCells.ofColumns(cells),
            rows(objectives, "kpi\n"),
            new KpiRules(configuration.kpis(), Targets.ofKpis(), 30),
            LocalDate.of(2025, 3, 31)),
        TableLayout.PLAIN);
  }

  private String csv(String query) throws IOException, ParseException {
    StringWriter out = new StringWriter();
    Sql.print(lake, query, ResultFormat.CSV, out);
    return out.toString();
  }

  @Test
  void aRowOfGoldKpiIsOneKpiOfOneCell() throws IOException, ParseException {
    assertThat(
            csv(
                "SELECT entity_id, period_start, numerator, denominator, value, target, target_high,"
                    + " is_met, sample_size, round(low, 3) AS low, round(high, 3) AS high,"
                    + " is_reliable, is_complete, previous_value, year_ago_value FROM gold.kpi"
                    + " WHERE layer = 'agent' AND kpi = 'connect_rate'"
                    + " ORDER BY entity_id, period_start"))
        .isEqualTo(
            """
            entity_id,period_start,numerator,denominator,value,target,target_high,is_met,sample_size,low,high,is_reliable,is_complete,previous_value,year_ago_value
            A1,2025-02-01,4.0000000000,10.0000000000,0.4,0.350000,,true,10.0000000000,0.168,0.687,false,true,,
            A1,2025-03-01,10.0000000000,40.0000000000,0.25,0.350000,,false,40.0000000000,0.142,0.402,true,false,0.4,
            A2,2025-03-01,0.0000000000,0.0000000000,,0.350000,,,0.0000000000,,,false,false,,
            """);
  }

  @Test
  void aWideTableHasOneColumnForEachKpi() throws IOException, ParseException {
    assertThat(
            csv(
                "SELECT entity_id, period_start, dials, connect_rate FROM gold.kpi_agent_month"
                    + " ORDER BY entity_id, period_start"))
        .isEqualTo(
            """
            entity_id,period_start,dials,connect_rate
            A1,2025-02-01,10.0,0.4
            A1,2025-03-01,40.0,0.25
            A2,2025-03-01,0.0,
            """);
    assertThat(csv("SELECT count(*) AS n FROM gold.kpi_team_day")).isEqualTo("n\n0\n");
  }

  @Test
  void itsColumnsAreDescribedInBothLanguages() throws IOException, ParseException {
    assertThat(csv("DESCRIBE gold.kpi_agent_month"))
        .contains("entity_id,string,Agent / 坐席", "period_start,date,First day / 首日")
        .contains("connect_rate,double,Connect rate / 外呼接通率");
    assertThat(csv("DESCRIBE gold.kpi")).contains("numerator,\"decimal(28,10)\",");
  }

  @Test
  void theTablesThatThereAreIncludeThemAndNoInternalOne() {
    assertThatThrownBy(() -> csv("SELECT * FROM gold.kpi_agent_decade"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("There are: gold.kpi, gold.kpi_agent_day, ")
        .hasMessageEndingWith("gold.kpi_team_year.");
  }

  @Test
  void onlyTheValuesOfTheAskedCellsAreReadFromDisk() {
    Scan wide = scan(lake.read(TableName.gold("kpi_agent_month")));
    assertThat(wide.readSchema().apply("kpis").dataType().simpleString())
        .isEqualTo("array<struct<value:double>>");
    assertThat(wide.description()).containsPattern("Filters: .*layer.* = agent.*period.* = month");
    Scan longRows =
        scan(lake.read(TableName.gold("kpi")).filter("kpi = 'dials'").select("entity_id", "value"));
    assertThat(longRows.readSchema().apply("kpis").dataType().simpleString())
        .isEqualTo("array<struct<kpi:string,value:double>>");
  }

  /** The only one of a query. */
  private static Scan scan(Dataset<Row> rows) {
    LogicalPlan leaf = rows.queryExecution().optimizedPlan().collectLeaves().head();
    return ((DataSourceV2ScanRelation) leaf).scan();
  }
}
