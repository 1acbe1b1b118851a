package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringlake.SparkTest;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.build.SilverLake;
import org.ringlake.staging.Silver;

/**
 * Builds after every delivery of a random sequence make what one build of everything makes. {@code
 * -Dsequences=N} plays N sequences.
 *
 * <p>Several sequences share a lake, since a build costs what it costs however little it builds:
 * they are of centres with their own people and each in a fortnight of its own, so that one that
 * fails is told by the days that differ.
 */
@Order(1)
class IncrementalBuildTest extends SparkTest {
  private static final int SEQUENCES = 30;

  /** Where more sequences are asked for, so many lakes have them all. */
  private static final int LAKES = 8;

  private static final int DELIVERIES = 2;
  private static final int SHOWN = 10;

  /** So short that customers come back and are lost within a history. */
  private static final Map<String, String> SHORT_WINDOWS =
      Map.of("repurchase.window", "P7D", "churn.window", "P7D");

  /** So large is the largest table that a build reads as a small one, and plans as such. */
  private static final String NONE = "0";

  private static final String USUAL = "1m";

  private static final String RATE = "USD,1900-01-01,7.2\n";
  private static final String CHANGED_RATE = "USD,2022-01-01,7.3\n";

  @TempDir private Path folder;

  static Stream<List<Long>> seeds() {
    long last = Integer.getInteger("sequences", SEQUENCES);
    long ofALake = Math.max(SEQUENCES, (last + LAKES - 1) / LAKES);
    return LongStream.iterate(1, first -> first <= last, first -> first + ofALake)
        .mapToObj(
            first ->
                LongStream.rangeClosed(first, Math.min(last, first + ofALake - 1))
                    .boxed()
                    .toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void deliveriesOneByOneEndInTheTablesOfAFullBuild(List<Long> seeds) {
    // given
    SilverLake silver = SilverLake.withWorth(spark(), folder, SHORT_WINDOWS);
    List<RandomHistory> histories = histories(seeds, silver);
    silver.setRates(RATE);

    // when
    deliver(silver, histories.stream().map(RandomHistory::first));
    silver.setSmallTable(NONE);
    for (int delivery = 1; delivery < DELIVERIES; delivery++) {
      deliver(silver, histories.stream().map(RandomHistory::next));
    }
    silver.setSmallTable(USUAL);
    silver.setRates(RATE + CHANGED_RATE);
    deliver(silver, histories.stream().map(RandomHistory::last));

    // then
    Map<String, List<String>> incremental = LakeContents.of(silver.lake());
    silver.build(Map.of(), Optional.empty(), BuildJob.Extent.FULL);
    Map<String, List<String>> full = LakeContents.of(silver.lake());
    assertThat(incremental.keySet()).isEqualTo(full.keySet()).hasSizeGreaterThan(3);
    full.forEach(
        (table, rows) ->
            assertThat(differences(incremental.get(table), rows))
                .as("%s after deliveries of the seeds %s", table, seeds)
                .isEmpty());
  }

  private List<RandomHistory> histories(List<Long> seeds, SilverLake silver) {
    Map<String, List<String>> keys =
        Silver.SCHEMAS.keySet().stream().collect(toMap(feed -> feed, silver::keyColumns));
    List<RandomHistory> histories = new ArrayList<>();
    for (long seed : seeds) {
      histories.add(new RandomHistory(seed, keys, histories.size()));
    }
    return histories;
  }

  private void deliver(SilverLake silver, Stream<Map<String, List<Row>>> ofHistories) {
    silver.change(changes(spark(), silver, ofHistories));
    silver.build();
  }

  /** What several histories bring, by feed; of each key what comes last. */
  static Map<String, Dataset<Row>> changes(
      SparkSession spark, SilverLake silver, Stream<Map<String, List<Row>>> ofHistories) {
    Map<String, Map<List<Object>, Row>> newest = new TreeMap<>();
    ofHistories.forEach(
        changes ->
            changes.forEach(
                (feed, rows) -> {
                  Map<List<Object>, Row> byKey =
                      newest.computeIfAbsent(feed, name -> new LinkedHashMap<>());
                  rows.forEach(row -> byKey.put(key(silver, feed, row), row));
                }));
    Map<String, Dataset<Row>> changes = new TreeMap<>();
    newest.forEach(
        (feed, rows) ->
            changes.put(feed, spark.createDataFrame(List.copyOf(rows.values()), schema(feed))));
    return changes;
  }

  private static StructType schema(String feed) {
    return Silver.SCHEMAS.get(feed).add(SilverLake.GONE, DataTypes.BooleanType);
  }

  private static List<Object> key(SilverLake silver, String feed, Row row) {
    StructType schema = Silver.SCHEMAS.get(feed);
    return Arrays.asList(
        silver.keyColumns(feed).stream()
            .map(column -> row.get(schema.fieldIndex(column)))
            .toArray());
  }

  /** The first rows that are only in one of two sorted tables. */
  private static List<String> differences(List<String> incremental, List<String> full) {
    List<String> differences = new ArrayList<>();
    Set<String> ofFull = new HashSet<>(full);
    Set<String> ofIncremental = new HashSet<>(incremental);
    incremental.stream()
        .filter(row -> !ofFull.contains(row))
        .map("incremental: "::concat)
        .limit(SHOWN)
        .forEach(differences::add);
    full.stream()
        .filter(row -> !ofIncremental.contains(row))
        .map("full: "::concat)
        .limit(SHOWN)
        .forEach(differences::add);
    if (differences.isEmpty() && !incremental.equals(full)) {
      differences.add("the same rows, some another number of times");
    }
    return differences;
  }
}
