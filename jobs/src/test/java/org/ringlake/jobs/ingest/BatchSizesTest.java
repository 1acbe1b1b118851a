package org.ringlake.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

/** Files of few bytes may have more rows than the driver holds; what comes of them is the same. */
class BatchSizesTest extends SparkTest {
  private static final int MANY = SilverTable.FEW + 1;
  private static final String HEADER = "call_id,started_at,disposition,topic,phone,updated_at\n";

  @TempDir private Path folder;

  @Test
  void manyRowsThenSomeThenFew() {
    // given
    String first = calls(0, MANY, row -> "busy,first,139%08d,2025-03-04 00:00:00".formatted(row));
    String older = calls(5, 3_000, row -> "busy,older,,2025-03-03 00:00:00");
    String newer = calls(10, 3_000, row -> "busy,newer,137%08d,2025-03-05 00:00:00".formatted(row));
    String few = calls(MANY - 2, 4, row -> "busy,few,,2025-03-05 00:00:00");

    // when
    IngestedLake lake = IngestedLake.at(spark(), folder);
    lake.withFile("calls/1.csv", first).run();
    lake.withFile("calls/2.csv", older + withoutHeader(newer)).run();
    lake.withFile("calls/3.csv", few).run();

    // then
    assertThat(
            lake.silver("calls").groupBy("topic").count().orderBy("topic").collectAsList().stream()
                .map(Row::toString))
        .containsExactly("[few,4]", "[first,%d]".formatted(MANY - 3_002), "[newer,3000]");
    assertThat(counts(lake))
        .containsExactly(
            "[calls/1.csv,%d,%d,0,3002]".formatted(MANY, MANY - 3_002),
            "[calls/2.csv,6000,3000,0,3000]",
            "[calls/3.csv,4,4,0,0]");
    assertThat(lake.silver("calls").select("_customer_no").distinct().count())
        .as("the persons of all phones of rows in force, and nobody")
        .isEqualTo(MANY - 2 + 1);
  }

  private static String calls(int from, int count, IntFunction<String> rest) {
    return IntStream.range(from, from + count)
        .mapToObj(row -> "c%d,2025-03-03 10:00:00,%s".formatted(row, rest.apply(row)))
        .collect(Collectors.joining("\n", HEADER, "\n"));
  }

  private static String withoutHeader(String file) {
    return file.substring(HEADER.length());
  }

  private static List<String> counts(IngestedLake lake) {
    return lake
        .files()
        .select("name", "rows_read", "rows_accepted", "rows_rejected", "rows_superseded")
        .orderBy("name")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }
}
