package org.ringlake.measures;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class VectorsTest extends SparkTest {
  private static final StructType ROWS =
      new StructType().add("key", "string").add("a", "bigint").add("b", "bigint");

  private Dataset<Row> vectors(String table) {
    return rows(ROWS, table).select(col("key"), array(col("a"), col("b")).as("vector"));
  }

  private static Dataset<Row> summed(Dataset<Row> vectors) {
    return vectors.groupBy("key").agg(Vectors.sum(col("vector"), 2).as("vector"));
  }

  private static Column[] columns() {
    return Vectors.columns(col("vector"), List.of("a", "b")).toArray(Column[]::new);
  }

  @Test
  void vectorsAreSummedElementByElement() {
    Dataset<Row> summed =
        summed(
            vectors(
                """
                key | a                   | b
                x   | 1                   | -2
                x   | 9223372036854775806 | 2
                y   | 0                   | 5
                """));

    assertRows(
        summed.select(columns()),
        """
        a                   | b
        9223372036854775807 | 0
        0                   | 5
        """);
  }

  @Test
  void aSumThatDoesNotFitIsAnError() {
    Dataset<Row> summed =
        summed(
            vectors(
                """
                key | a                   | b
                x   | 1                   | 0
                x   | 9223372036854775807 | 0
                """));

    assertThatThrownBy(summed::collectAsList).hasStackTraceContaining("long overflow");
  }

  @Test
  void whatIsAddedToItsNegativeIsNothing() {
    Dataset<Row> vectors = vectors("key|a|b\nx|3|-4\nnone|0|0\n");

    assertRows(
        vectors.select(
            col("key"),
            Vectors.isAnything(col("vector")).as("isAnything"),
            Vectors.negated(col("vector")).getItem(1).as("b")),
        """
        key  | isAnything | b
        x    | true       | 4
        none | false      | 0
        """);
    assertRows(
        summed(vectors.union(vectors.select(col("key"), Vectors.negated(col("vector")))))
            .select(col("key"), Vectors.isAnything(col("vector")).as("isAnything")),
        "key|isAnything\nx|false\nnone|false\n");
  }

  @Test
  void partsFillTheirPlacesOfTheWhole() {
    Dataset<Row> first = rows(ROWS, "key|a|b\nx|1|2\nx|1|2\n");
    Dataset<Row> second = rows(ROWS, "key|a|b\nx|10|0\ny|20|0\n");

    Dataset<Row> parts =
        first
            .select(col("key"), Vectors.part(0, Stream.of(col("b"), col("a"))).as("part"))
            .union(second.select(col("key"), Vectors.part(1, Stream.of(col("a"))).as("part")));
    List<List<String>> measures = List.of(List.of("b", "c"), List.of("c"));
    Dataset<Row> sums =
        parts
            .groupBy("key")
            .agg(Vectors.sumOfParts(col("part"), measures, List.of("b", "c", "d")).as("sums"));

    assertRows(
        sums.select(
            Stream.concat(
                    Stream.of(col("key")), Vectors.columns(col("sums"), List.of("b", "c", "d")))
                .toArray(Column[]::new)),
        """
        key | b | c  | d
        x   | 4 | 12 | 0
        y   | 0 | 20 | 0
        """);
  }
}
