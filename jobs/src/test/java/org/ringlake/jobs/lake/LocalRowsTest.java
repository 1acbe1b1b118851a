package org.ringlake.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.SparkTest;

class LocalRowsTest extends SparkTest {
  @Test
  void asManyRowsAsAskedForAreLocal() {
    Optional<Dataset<Row>> few = LocalRows.ifFew(rows(100), 100);

    assertThat(few).hasValueSatisfying(rows -> assertThat(LocalRows.areLocal(rows)).isTrue());
    assertThat(few.orElseThrow().count()).isEqualTo(100);
  }

  @Test
  void oneMoreIsTooMany() {
    assertThat(LocalRows.ifFew(rows(101), 100)).isEmpty();
  }

  @Test
  void rowsOfATableAreNotLocal() {
    assertThat(LocalRows.areLocal(rows(3))).isFalse();
  }

  @Test
  void localRowsAreTheRows() {
    Dataset<Row> rows =
        spark()
            .sql(
                """
                SELECT * FROM VALUES
                  (1L, 'a', DATE'0001-01-01', TIMESTAMP'2025-03-30 02:30:00', 1.50BD, array('x')),
                  (CAST(NULL AS BIGINT), NULL, NULL, NULL, NULL, NULL)
                AS t(number, text, day, time, amount, list)
                """);

    Dataset<Row> local = LocalRows.of(rows);

    assertThat(local.schema()).isEqualTo(rows.schema());
    assertThat(local.collectAsList()).isEqualTo(rows.collectAsList());
  }

  @Test
  void localRowsAndMoreAreLocal() {
    Dataset<Row> both = LocalRows.both(LocalRows.of(rows(2)), LocalRows.of(rows(3)));

    assertThat(LocalRows.areLocal(both)).isTrue();
    assertThat(numbers(both)).containsExactly(0L, 1L, 0L, 1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2_000, 2_001})
  void rowsAreFoundByValuesHoweverManyTheyAre(int values) {
    Set<Long> wanted =
        LongStream.range(0, values).map(each -> 3 * each).boxed().collect(Collectors.toSet());

    Dataset<Row> found = LocalRows.having(rows(10_000), "number", wanted);

    assertThat(numbers(found))
        .containsExactlyInAnyOrderElementsOf(
            wanted.stream().filter(each -> each < 10_000).toList());
  }

  @Test
  void localRowsAreJoinedInOneTask() {
    Dataset<Row> few = LocalRows.of(rows(5));

    int tasks =
        LocalRows.inOneTask(
            spark(),
            () ->
                LocalRows.together(few)
                    .join(LocalRows.together(LocalRows.of(rows(3))), "number")
                    .toJavaRDD()
                    .getNumPartitions());

    assertThat(tasks).isEqualTo(1);
  }

  @Test
  void localRowsAreInOnePartitionOnlyWherePlansAreMadeInOneTask() {
    Dataset<Row> few = LocalRows.of(rows(5));

    assertThat(LocalRows.inPlans(few)).isSameAs(few);
    assertThat(LocalRows.isInOneTask(spark())).isFalse();
    LocalRows.inOneTask(
        spark(),
        () -> {
          assertThat(LocalRows.isInOneTask(spark())).isTrue();
          Dataset<Row> planned = LocalRows.inPlans(few);
          assertThat(planned.toJavaRDD().getNumPartitions()).isEqualTo(1);
          assertThat(numbers(planned)).containsExactly(0L, 1L, 2L, 3L, 4L);
        });
    assertThat(LocalRows.isInOneTask(spark())).isFalse();
  }

  @Test
  void plansAreMadeAsBeforeOnceTheWorkFailed() {
    String setting = "spark.sql.autoBroadcastJoinThreshold";
    String before = spark().conf().get(setting);

    assertThatThrownBy(
            () ->
                LocalRows.inOneTask(
                    spark(),
                    () -> {
                      assertThat(spark().conf().get(setting)).isEqualTo("-1");
                      throw new IllegalStateException("of the test");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(spark().conf().get(setting)).isEqualTo(before);
  }

  private Dataset<Row> rows(long count) {
    return spark().range(count).select(col("id").as("number"));
  }

  private static List<Long> numbers(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getLong(0)).toList();
  }
}
