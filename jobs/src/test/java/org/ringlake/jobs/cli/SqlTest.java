package org.ringlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

final class SqlTest extends SparkTest {
  @TempDir private static Path folder;
  private Lake lake;

  @BeforeEach
  void makeLakeOnce() {
    lake = Lake.at(spark(), folder.resolve("it's a lake").toString());
    if (lake.tables().isEmpty()) {
      fill();
    }
  }

  private void fill() {
    lake.append(
        TableName.gold("kpi"),
        spark()
            .sql(
                """
                SELECT * FROM VALUES
                  (1L, 'A1', 0.5D,     CAST(12.50 AS DECIMAL(18,2)), TIMESTAMP'2025-06-01 09:00:00'),
                  (2L, 'A2', 1.0E10D,  NULL,                         NULL)
                AS t(_agent_key, entity_id, value, revenue, computed_at)
                """),
        TableLayout.PLAIN);
  }

  private String printed(ResultFormat format, String query) throws IOException, ParseException {
    StringWriter out = new StringWriter();
    Sql.print(lake, query, format, out);
    return out.toString();
  }

  @Test
  void surrogateKeysAreNotShown() throws IOException, ParseException {
    assertThat(printed(ResultFormat.CSV, "SELECT * FROM gold.kpi ORDER BY entity_id"))
        .isEqualTo(
            """
            entity_id,value,revenue,computed_at
            A1,0.5,12.50,2025-06-01T09:00:00Z
            A2,10000000000,,
            """);
  }

  @Test
  void partitionsAskedForByAFunctionAreNotTakenForOthers() throws IOException, ParseException {
    lake = Lake.at(spark(), folder.resolve("credits").toString());
    lake.append(
        TableName.gold("credit"),
        spark()
            .sql("SELECT * FROM VALUES ('first', 1), ('linear', 2), ('linear', 3) AS t(model, n)")
            .coalesce(1), // a file of each
        new TableLayout(List.of("model"), List.of()));
    String sumOf =
        "(SELECT count(*) AS rows, sum(n) AS s FROM gold.credit WHERE upper(model) = '%s')";

    assertThat(
            printed(
                ResultFormat.CSV,
                "SELECT a.s AS first, b.s AS linear FROM %s a CROSS JOIN %s b"
                    .formatted(sumOf.formatted("FIRST"), sumOf.formatted("LINEAR"))))
        .isEqualTo("first,linear\n1,5\n");
  }

  @Test
  void aTableIsFoundWhateverTheSpellingOfItsName() throws IOException, ParseException {
    for (String name : new String[] {"GOLD.KPI", "`gold`.`kpi`", "gold . kpi"}) {
      assertThat(printed(ResultFormat.CSV, "SELECT count(*) AS n FROM " + name))
          .isEqualTo("n\n2\n");
    }
  }

  @Test
  void csvQuotesAsRfc4180AndTellsNullFromEmpty() throws IOException, ParseException {
    assertThat(
            printed(
                ResultFormat.CSV, "SELECT 'a,b' AS `x\"y`, 'two\nlines' AS t, '' AS e, NULL AS n"))
        .isEqualTo("\"x\"\"y\",t,e,n\n\"a,b\",\"two\nlines\",\"\",\n");
  }

  @Test
  void jsonIsOneObjectALineWithPlainNumbers() throws IOException, ParseException {
    assertThat(
            printed(
                ResultFormat.JSON,
                "SELECT id, 1.0E-7D AS small, CAST(1E-10 AS DECIMAL(20,12)) AS exact,"
                    + " array(1, NULL) AS many, named_struct('a', 'b') AS one, map('k', 2.5D) AS m,"
                    + " double('NaN') AS nan FROM range(2) ORDER BY id"))
        .isEqualTo(
            """
            {"id":0,"small":0.00000010,"exact":0.000000000100,"many":[1,null],"one":{"a":"b"},"m":{"k":2.5},"nan":"NaN"}
            {"id":1,"small":0.00000010,"exact":0.000000000100,"many":[1,null],"one":{"a":"b"},"m":{"k":2.5},"nan":"NaN"}
            """);
  }

  @Test
  void tablesAlignChineseAndCutNothing() throws IOException, ParseException {
    String longText = "x".repeat(200);
    assertThat(
            printed(
                ResultFormat.TABLE,
                "SELECT * FROM VALUES ('接通率', 1), ('%s', 20) AS t(name, n)".formatted(longText)))
        .isEqualTo(
            "name%s   n\n%s  --\n接通率%s   1\n%s  20\n"
                .formatted(" ".repeat(196), "-".repeat(200), " ".repeat(194), longText));
  }

  @Test
  void noRowsStillPrintTheHeader() throws IOException, ParseException {
    assertThat(printed(ResultFormat.TABLE, "SELECT entity_id FROM gold.kpi WHERE value > 1E11"))
        .isEqualTo("entity_id\n---------\n");
    assertThat(printed(ResultFormat.JSON, "SELECT entity_id FROM gold.kpi WHERE value > 1E11"))
        .isEmpty();
  }

  @Test
  void anUnknownTableIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> printed(ResultFormat.CSV, "SELECT * FROM gold.kpis"))
        .isInstanceOf(JobException.class)
        .hasMessage("There is no table gold.kpis. There are: gold.kpi.");
  }

  @Test
  void anUnknownColumnIsSparksOwnMessage() {
    assertThatThrownBy(() -> printed(ResultFormat.CSV, "SELECT nonsense FROM gold.kpi"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void whatWritesIsRefused() {
    for (String statement :
        new String[] {
          "DELETE FROM gold.kpi",
          "DROP TABLE gold.kpi",
          "INSERT INTO gold.kpi SELECT * FROM gold.kpi",
          "CREATE TABLE t AS SELECT 1 AS a",
          "SET spark.sql.ansi.enabled=false"
        }) {
      assertThatThrownBy(() -> printed(ResultFormat.CSV, statement))
          .isInstanceOf(JobException.class)
          .hasMessage("This is no query: 'ringlake sql' reads only. Write one SELECT.");
    }
    assertThat(spark().read().format("delta").load(lake.path(TableName.gold("kpi"))).count())
        .isEqualTo(2);
  }

  @Test
  void aTableCanBeDescribed() throws IOException, ParseException {
    assertThat(printed(ResultFormat.CSV, "DESCRIBE gold.kpi"))
        .contains("revenue,\"decimal(18,2)\",");
  }
}
