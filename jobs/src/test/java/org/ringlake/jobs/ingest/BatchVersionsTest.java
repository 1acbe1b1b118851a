package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.staging.FeedSchema;
import org.ringlake.staging.NewestVersions;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

class BatchVersionsTest extends SparkTest {
  private static final long MANY = 1_000_000;

  @TempDir private Path workspace;

  @Test
  void aLargeBatchEndsInTheSameRowsAsASmallOne() {
    FeedDefinition teams =
        IngestedLake.at(spark(), workspace).configuration().feeds().stream()
            .filter(feed -> feed.name().equals(Teams.NAME))
            .findFirst()
            .orElseThrow();
    NewestVersions versions = new NewestVersions(teams, List.of());
    Dataset<Row> rows =
        versions(
            teams,
            List.of("T1", "North", "2025-01-01"),
            List.of("T1", "South", "2025-01-01"),
            List.of("T1", "South", "2025-01-01"),
            List.of("T1", "East", "2025-02-01"),
            List.of("T2", "North", ""),
            List.of("T2", "West", ""),
            List.of("T3", "North", "2025-01-01"));

    try (BatchVersions small = BatchVersions.of(versions, rows, 7);
        BatchVersions large = BatchVersions.of(versions, rows, MANY)) {
      assertThat(shown(large)).containsExactlyInAnyOrderElementsOf(shown(small));
      assertThat(shown(large))
          .containsExactlyInAnyOrder(
              "T1,South,2025-01-01", "T1,East,2025-02-01", "T2,West,null", "T3,North,2025-01-01");
    }
  }

  private static List<String> shown(BatchVersions batch) {
    return batch
        .newest()
        .select(Teams.TEAM_ID, Teams.SITE, Teams.VALID_FROM)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(","))
        .toList();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private Dataset<Row> versions(FeedDefinition teams, List<String>... rows) {
    StructType text =
        new StructType()
            .add(Teams.TEAM_ID, DataTypes.StringType)
            .add(Teams.SITE, DataTypes.StringType)
            .add(Teams.VALID_FROM, DataTypes.StringType);
    Dataset<Row> given =
        spark()
            .createDataFrame(
                Stream.of(rows).map(row -> RowFactory.create(row.toArray())).toList(), text);
    List<String> present = List.of(text.fieldNames());
    List<Column> columns = new ArrayList<>();
    for (StructField field : FeedSchema.of(teams).fields()) {
      Column value = present.contains(field.name()) ? col(field.name()) : lit(null);
      columns.add(value.try_cast(field.dataType()).as(field.name()));
    }
    columns.add(col(Teams.VALID_FROM).try_cast(DataTypes.DateType).as(Resolved.EVENT_DATE));
    columns.add(lit("f1").as(Passage.FILE_ID));
    columns.add(lit("teams").as(Passage.SOURCE));
    columns.add(xxhash64(col(Teams.TEAM_ID), col(Teams.VALID_FROM)).as(Passage.KEY_HASH));
    return given.select(columns.toArray(Column[]::new));
  }
}
