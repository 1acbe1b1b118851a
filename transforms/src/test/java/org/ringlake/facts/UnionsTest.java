package org.ringlake.facts;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.SparkTest;

final class UnionsTest extends SparkTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 22})
  void rowsOfAllPartsFollowOneAnother(int count) {
    List<Dataset<Row>> parts = IntStream.range(0, count).mapToObj(this::part).toList();

    List<String> found =
        Unions.of(parts).collectAsList().stream().map(row -> row.mkString("|")).toList();

    assertThat(found)
        .isEqualTo(IntStream.range(0, count).mapToObj(part -> part + "|of " + part).toList());
  }

  @Test
  void columnsByTheirPlaceAreNamedAsInTheFirst() {
    Dataset<Row> first = part(0);
    Dataset<Row> others = part(1).toDF("any", "names");

    assertThat(Unions.of(List.of(first, others, others)).columns()).isEqualTo(first.columns());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void columnsAreFoundByTheirNames(int count) {
    List<Dataset<Row>> parts =
        IntStream.range(0, count)
            .mapToObj(part -> part % 2 == 0 ? part(part) : part(part).select("text", "number"))
            .toList();

    List<String> found =
        Unions.byName(parts).collectAsList().stream().map(row -> row.mkString("|")).toList();

    assertThat(found)
        .isEqualTo(IntStream.range(0, count).mapToObj(part -> part + "|of " + part).toList());
  }

  private Dataset<Row> part(int number) {
    return spark().range(1).select(lit(number).as("number"), lit("of " + number).as("text"));
  }
}
