package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.SparkTest;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

class SnapshotTest extends SparkTest {
  private static final TableName TABLE = TableName.gold("numbers");
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 3, Snapshot.FEW, Snapshot.FEW + 1})
  void rowsStayAsTheyWereWhenTheirTableIsWritten(int rows) {
    assertStays(rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, Snapshot.FEW, Snapshot.FEW + 1})
  void soTheyDoInPlansOfOneTask(int rows) {
    LocalRows.inOneTask(spark(), () -> assertStays(rows));
  }

  private void assertStays(int rows) {
    Lake lake = Lake.at(spark(), folder.toString());
    lake.replace(TABLE, numbers(rows), TableLayout.PLAIN);

    Snapshot snapshot = Snapshot.of(lake.read(TABLE));
    lake.replace(TABLE, numbers(7), TableLayout.PLAIN);

    assertThat(snapshot.held().isPresent()).isEqualTo(rows <= Snapshot.FEW);
    assertThat(snapshot.rows().count()).isEqualTo(rows);
    assertThat(snapshot.collected("number")).hasSize(rows);
    assertThat(snapshot.isEmpty()).isEqualTo(rows == 0);
    assertThat(snapshot.days("day")).hasSize(Math.min(rows, 2));
    assertThat(Snapshot.days(lake.read(TABLE), "day")).containsExactly(DAY, DAY.plusDays(1));
  }

  /** On two days in turn. */
  private Dataset<Row> numbers(long count) {
    return spark()
        .range(count)
        .select(col("id").as("number"), date_add(lit(DAY), col("id").mod(2).cast("int")).as("day"));
  }
}
