package org.ringlake.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringlake.SparkTest;
import org.ringlake.jobs.SessionSettings;

/** Small tables as the driver reads them are the tables as Spark reads them. */
class SmallTablesTest extends SparkTest {
  private static final TableName TABLE = TableName.silver("calls");
  private static final String NUMBER = "number";
  private static final int MANY = 1_000;

  @TempDir private Path folder;
  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.at(spark(), folder.toUri().toString());
  }

  @ParameterizedTest
  @CsvSource({"INT96, uncompressed", "TIMESTAMP_MICROS, zstd"})
  void valuesOfAllTypesAndNullsAreRead(String timeType, String codec) {
    // given
    spark().conf().set("spark.sql.parquet.outputTimestampType", timeType);
    spark().conf().set("spark.sql.parquet.compression.codec", codec);
    lake.append(
        TABLE,
        spark()
            .sql(
                """
                SELECT * FROM VALUES
                  (1, 2L, 'ä 字', DATE'0001-01-01', TIMESTAMP'2025-03-30 02:30:00.123456', 1.50BD,
                   12345678901234567890.12BD, true, 0.1D, X'00FF', array('x', NULL), map('k', 7L),
                   named_struct('day', DATE'2024-02-29', 'parts', array(named_struct('n', 1)))),
                  (2, 9L, '', DATE'9999-12-31', TIMESTAMP'1969-12-31 23:59:59', -0.01BD,
                   0.00BD, false, -1E300D, X'', array(), map(), named_struct('day', NULL, 'parts', NULL)),
                  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
                AS t(number, long, text, day, time, amount, large, flag, ratio, bytes, list, map, nested)
                """),
        TableLayout.PLAIN);

    // when
    Dataset<Row> small = lake.readSmall(TABLE, MANY);

    // then
    assertHeldAsRead(small, lake.read(TABLE));
    assertThat(small.count()).isEqualTo(3);
  }

  @Test
  void partitionsRowsGoneAndLogsWithACheckpointAreRead() {
    // given
    TableLayout byMonth =
        new TableLayout(List.of("month"), List.of(NUMBER), TableLayout.Removal.MARK);
    for (long commit = 0; commit <= 10; commit++) {
      lake.append(TABLE, numbers(20 * commit, 20 * commit + 20), byMonth);
    }
    DeltaTable.forPath(spark(), lake.path(TABLE)).delete(col(NUMBER).mod(lit(3)).equalTo(0));
    assertThat(Path.of(java.net.URI.create(lake.path(TABLE))))
        .isDirectoryRecursivelyContaining("glob:**.checkpoint*.parquet")
        .isDirectoryRecursivelyContaining("glob:**/deletion_vector_*.bin");

    // when
    Dataset<Row> small = lake.readSmall(TABLE, MANY);

    // then
    assertHeldAsRead(small, lake.read(TABLE));
    assertHeldAsRead(small, formerly(() -> lake.read(TABLE)));
    assertThat(small.count()).isEqualTo(146);
  }

  @Test
  void rowsAreReadAsTheyWere() {
    lake.append(TABLE, numbers(0, 3), TableLayout.PLAIN);
    lake.replace(TABLE, numbers(7, 9), TableLayout.PLAIN);

    assertHeldAsRead(lake.readSmall(TABLE, 0, MANY), lake.read(TABLE, 0));
    assertHeldAsRead(lake.readSmall(TABLE, 0, MANY), formerly(() -> lake.read(TABLE, 0)));
    assertHeldAsRead(lake.readSmall(TABLE, MANY), lake.read(TABLE));
  }

  /** By Delta's former connector, as in sessions that do not ask for the newer one. */
  private Dataset<Row> formerly(Supplier<Dataset<Row>> read) {
    return SessionSettings.during(
        spark(), Map.of("spark.databricks.delta.v2.enableMode", "NONE"), read);
  }

  @Test
  void emptyTablesAreSmall() {
    lake.append(TABLE, numbers(0, 0), TableLayout.PLAIN);

    assertHeldAsRead(lake.readSmall(TABLE, 0), lake.read(TABLE));
  }

  @Test
  void tablesOfMoreRowsThanAskedForAreReadBySpark() {
    lake.append(TABLE, numbers(0, 100), TableLayout.PLAIN);
    lake.append(TABLE, numbers(100, 101), TableLayout.PLAIN);

    assertThat(LocalRows.areLocal(lake.readSmall(TABLE, 101))).isTrue();
    Dataset<Row> rows = lake.readSmall(TABLE, 100);
    assertThat(LocalRows.areLocal(rows)).isFalse();
    assertThat(rows.count()).isEqualTo(101);
    assertThat(LocalRows.areLocal(lake.readSmall(TABLE, 0, 99))).isFalse();
  }

  @Test
  void tablesOfLargeFilesAreReadBySpark() {
    // given
    lake.append(
        TABLE, numbers(0, 1).withColumn("text", lit("-").cast("string")), TableLayout.PLAIN);
    byte[] random = new byte[2 << 20];
    new java.util.Random(1).nextBytes(random);
    Dataset<Row> large =
        numbers(1, 2).withColumn("text", lit(java.util.Base64.getEncoder().encodeToString(random)));
    lake.append(TABLE, large, TableLayout.PLAIN);

    // when
    Dataset<Row> rows = lake.readSmall(TABLE, MANY);

    // then
    assertThat(LocalRows.areLocal(rows)).isFalse();
    assertThat(rows.count()).isEqualTo(2);
  }

  @Test
  void sizesAreThoseOfTheFilesThereAre() throws Exception {
    assertThat(lake.isLarger(TABLE, 0)).as("no table").isFalse();
    lake.append(TABLE, numbers(0, 1_000), TableLayout.PLAIN);
    lake.replace(TABLE, numbers(0, 3), TableLayout.PLAIN);

    long bytes =
        lake.read(TABLE)
            .select("_metadata.file_name", "_metadata.file_size")
            .distinct()
            .agg(sum("file_size"))
            .first()
            .getLong(0);

    assertThat(lake.isLarger(TABLE, bytes)).isFalse();
    assertThat(lake.isLarger(TABLE, bytes - 1)).isTrue();
  }

  @Test
  void tablesOfManyFilesAreReadBySpark() {
    lake.append(TABLE, spark().range(0, 32, 1, 32).toDF(NUMBER), TableLayout.PLAIN);
    assertThat(LocalRows.areLocal(lake.readSmall(TABLE, MANY))).isTrue();

    lake.replace(TABLE, spark().range(0, 33, 1, 33).toDF(NUMBER), TableLayout.PLAIN);
    assertThat(LocalRows.areLocal(lake.readSmall(TABLE, MANY))).isFalse();
  }

  @Test
  void textsThatAreNotUtf8StayAsTheyAre() {
    lake.append(
        TABLE,
        numbers(0, 1).withColumn("text", expr("cast(X'C328' AS string)")),
        TableLayout.PLAIN);

    Dataset<Row> rows = lake.readSmall(TABLE, MANY);

    assertThat(rows.selectExpr("hex(text)").first().getString(0)).isEqualTo("C328");
  }

  @Test
  void tablesOfOtherTypesAreReadBySpark() {
    lake.append(
        TABLE, numbers(0, 1).withColumn("part", expr("cast(7 AS smallint)")), TableLayout.PLAIN);

    Dataset<Row> rows = lake.readSmall(TABLE, MANY);

    assertThat(rows.select("part").first().getShort(0)).isEqualTo((short) 7);
  }

  @Test
  void noTableIsSmallWhereNoneIsAskedToBe() {
    lake.append(TABLE, numbers(0, 3), TableLayout.PLAIN);
    spark().conf().set("spark.ringlake.smallTable", "0");

    Dataset<Row> rows = Lake.at(spark(), folder.toUri().toString()).readSmall(TABLE, MANY);

    assertThat(LocalRows.areLocal(rows)).isFalse();
  }

  @Test
  void aTableThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> lake.readSmall(TABLE, MANY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(TABLE.toString());
    assertThatThrownBy(() -> lake.readSmall(TABLE, 0, MANY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(TABLE.toString());
  }

  @Test
  void aTableThatCannotBeReadIsNamed() throws Exception {
    lake.append(TABLE, numbers(0, 3), TableLayout.PLAIN);
    for (Path file : files()) {
      if (file.toString().endsWith(".parquet")) {
        Files.writeString(file, "no Parquet");
      }
    }

    assertThatThrownBy(() -> lake.readSmall(TABLE, MANY))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining(TABLE.toString());
  }

  @Test
  void readingLeavesNothingBehind() throws Exception {
    lake.append(TABLE, numbers(0, 3), TableLayout.PLAIN);
    List<Path> before = files();

    lake.readSmall(TABLE, MANY).collectAsList();

    assertThat(files()).isEqualTo(before);
  }

  private Dataset<Row> numbers(long from, long until) {
    return spark()
        .range(from, until, 1, 1)
        .toDF(NUMBER)
        .withColumn("month", when(col(NUMBER).mod(lit(5)).notEqual(0), lit(202601)));
  }

  private List<Path> files() throws java.io.IOException {
    try (var files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private static void assertHeldAsRead(Dataset<Row> small, Dataset<Row> stored) {
    assertThat(LocalRows.areLocal(small)).isTrue();
    assertThat(small.schema()).isEqualTo(stored.schema());
    assertThat(small.collectAsList()).containsExactlyInAnyOrderElementsOf(stored.collectAsList());
  }
}
