package org.ringlake.jobs.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.ringlake.SparkTest;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.staging.Resolved;

/**
 * The generic feeds of the contract, each in three files of the same rows but for a number in their
 * ids: CSV, JSON lines and Parquet, one of them plain, one gzip, one zstd. One ingest takes all.
 */
@Order(5)
class GenericFeedsTest extends SparkTest {
  private static final List<String> FEEDS =
      List.of(
          "calls",
          "deals",
          "refunds",
          "customers",
          "agents",
          "teams",
          "shifts",
          "surveys",
          "reviews",
          "complaints",
          "leads",
          "costs",
          "objectives",
          "ratings",
          "worklogs",
          "appeals");

  private static final String NUMBER = "@([0-9])";
  private static final String KEYED_HASH = "[0-9a-f]{64}";

  @TempDir static Path workspace;
  private static IngestedLake lake;
  private static Map<String, FeedDefinition> definitions;

  @BeforeEach
  void takeIn() throws SQLException {
    if (lake != null) {
      return;
    }
    IngestedLake made = IngestedLake.at(spark(), workspace);
    definitions =
        made.configuration().feeds().stream()
            .collect(toMap(FeedDefinition::name, Function.identity()));
    for (int i = 0; i < FEEDS.size(); i++) {
      writeFiles(made, definitions.get(FEEDS.get(i)), i);
    }
    made.run();
    lake = made;
  }

  /**
   * Writes a feed's three files.
   *
   * @param turn by which the kinds of compression go round the formats
   */
  private static void writeFiles(IngestedLake made, FeedDefinition feed, int turn)
      throws SQLException {
    GenericRows rows = GenericRows.of(feed.name());
    Packing[] packings = Packing.values();
    for (GenericFormat format : GenericFormat.values()) {
      Packing packing = packings[(format.ordinal() + turn) % packings.length];
      format.write(rows.given(format.ordinal()), feed, packing, made);
    }
  }

  @ParameterizedTest
  @FieldSource("FEEDS")
  void aFeedHasTheSameRowsInSilverFromEveryFormat(String feed) {
    // given
    List<Map<String, String>> expected = GenericRows.of(feed).silver();

    // when
    String key = definitions.get(feed).key().get(0);
    Map<GenericFormat, List<Map<String, String>>> found =
        texts(lake.silver(feed)).stream()
            .collect(
                groupingBy(
                    row -> format(row.get(key)), mapping(GenericFeedsTest::alike, toList())));

    // then
    for (GenericFormat format : GenericFormat.values()) {
      assertThat(found.get(format)).as(format.name()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @FieldSource("FEEDS")
  void theRowsUseEveryColumnOfTheFeed(String feed) {
    assertThat(
            GenericRows.of(feed).given(0).stream()
                .flatMap(row -> row.keySet().stream())
                .collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(
            definitions.get(feed).storedColumns().stream().map(FeedColumn::name).toList());
  }

  @Test
  void theseAreAllFeedsButTheListThatOneVendorNeeds() {
    Set<String> others = new HashSet<>(definitions.keySet());
    assertThat(others.removeAll(FEEDS)).isTrue();
    assertThat(others).containsExactly("merged_deals");
  }

  @Test
  void everyRowOfEveryFileIsAccepted() {
    assertThat(
            lake.files().filter("status = 'taken' AND rows_read = rows_accepted").collectAsList())
        .hasSize(FEEDS.size() * GenericFormat.values().length);
  }

  /** The published columns that do not tell where a row came from. */
  private static List<Map<String, String>> texts(Dataset<Row> silver) {
    Column[] columns =
        Arrays.stream(silver.columns())
            .filter(name -> !name.startsWith("_") && !name.equals(Resolved.FILE_ID))
            .map(name -> col(name).cast(DataTypes.StringType))
            .toArray(Column[]::new);
    return silver.select(columns).collectAsList().stream().map(GenericFeedsTest::byName).toList();
  }

  private static Map<String, String> byName(Row row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : row.schema().fieldNames()) {
      values.put(name, row.getAs(name));
    }
    return values;
  }

  private static GenericFormat format(String id) {
    return GenericFormat.values()[Integer.parseInt(id.replaceFirst(".*" + NUMBER, "$1"))];
  }

  /** A row as it is in every format: without numbers, and whoever the customer is. */
  private static Map<String, String> alike(Map<String, String> row) {
    row.replaceAll(
        (name, text) ->
            text == null ? null : text.replaceAll(NUMBER, "").replaceAll(KEYED_HASH, "hashed"));
    return row;
  }
}
