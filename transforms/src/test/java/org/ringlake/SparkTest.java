package org.ringlake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base of every test that needs Spark: {@code spark()} is a session of the test's own, over one
 * Spark context for all tests of a module.
 *
 * <p>Its settings are the {@code spark-test.conf} of the module under test, whatever another test
 * has set. The context ends with the test JVM.
 */
public abstract class SparkTest extends JavaDatasetSuiteBase {
  private static final String SETTINGS = "/spark-test.conf";

  private SparkSession session;

  @Override
  public SparkConf conf() {
    SparkConf conf = super.conf();
    Properties settings = settings();
    settings.stringPropertyNames().forEach(key -> conf.set(key, settings.getProperty(key)));
    return conf;
  }

  @Override
  public boolean enableHiveSupport() {
    return false;
  }

  @BeforeEach
  void openSession() {
    synchronized (SparkTest.class) {
      runBefore();
      session = super.spark().newSession();
    }
    SparkSession.setActiveSession(session);
  }

  @AfterEach
  void leaveSession() {
    SparkSession.clearActiveSession();
  }

  @Override
  public SparkSession spark() {
    return session;
  }

  /**
   * Rows written as a small table: a header, then one line a row, cells between bars, {@code null}
   * for a null.
   *
   * @param schema of the result; columns that the header leaves out are null
   */
  protected Dataset<Row> rows(StructType schema, String table) {
    NamedCells cells = NamedCells.parse(table);
    List<Row> texts =
        cells.lines().stream().map(line -> RowFactory.create(line.toArray())).toList();
    StructType textual = new StructType();
    for (String name : cells.header()) {
      assertThat(schema.fieldNames()).contains(name);
      textual = textual.add(name, DataTypes.StringType);
    }
    Column[] typed =
        Arrays.stream(schema.fields())
            .map(
                field ->
                    (cells.header().contains(field.name()) ? col(field.name()) : lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new);
    return spark().createDataFrame(texts, textual).select(typed);
  }

  /** Rows as a table would hold them: computed once, whatever is made of them. */
  public static Dataset<Row> stored(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.collectAsList(), rows.schema());
  }

  /** Holds when the columns that the header names hold these rows as text, in any order. */
  protected static void assertRows(Dataset<Row> actual, String table) {
    NamedCells expected = NamedCells.parse(table);
    Column[] columns =
        expected.header().stream()
            .map(name -> col(name).cast(DataTypes.StringType))
            .toArray(Column[]::new);
    List<List<String>> found =
        actual.select(columns).collectAsList().stream().map(SparkTest::texts).toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected.lines());
  }

  private static List<String> texts(Row row) {
    String[] cells = new String[row.size()];
    Arrays.setAll(cells, row::getString);
    return Arrays.asList(cells);
  }

  private static Properties settings() {
    Properties settings = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(SparkTest.class.getResourceAsStream(SETTINGS)),
            StandardCharsets.UTF_8)) {
      settings.load(reader);
      return settings;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + SETTINGS, e);
    }
  }

  private record NamedCells(List<String> header, List<List<String>> lines) {
    static NamedCells parse(String table) {
      List<List<String>> all =
          table.lines().filter(line -> !line.isBlank()).map(NamedCells::cells).toList();
      return new NamedCells(all.get(0), all.subList(1, all.size()));
    }

    private static List<String> cells(String line) {
      return Arrays.stream(line.split("\\|", -1))
          .map(String::strip)
          .map(cell -> cell.equals("null") ? null : cell)
          .toList();
    }
  }
}
