package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.SilentProgress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

/** A lake under the shipped configuration whose silver rows a test writes itself. */
public final class SilverLake {
  private static final Path SHIPPED = Path.of("..", "conf");

  /** Of changes: whether the row is removed. */
  public static final String GONE = "_gone";

  private final Path folder;
  private Lake lake;
  private final Map<String, String> settings;
  private Configuration usual;
  private Path conf = SHIPPED;

  private SilverLake(SparkSession spark, Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = Map.copyOf(settings);
    this.lake = Lake.at(spark, folder.resolve("lake").toString());
    try {
      Files.writeString(folder.resolve("privacy.key"), "0f".repeat(32) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the key into " + folder, e);
    }
    setRates("");
  }

  /** A lake whose builds tell nothing about customers' worth, which takes most of their time. */
  static SilverLake withoutWorth(SparkSession spark, Path folder) {
    return new SilverLake(spark, folder, Map.of("customers.worth", "none"));
  }

  /** A lake whose builds make every table. */
  public static SilverLake withWorth(SparkSession spark, Path folder) {
    return withWorth(spark, folder, Map.of());
  }

  /** The same with other settings than those shipped. */
  public static SilverLake withWorth(
      SparkSession spark, Path folder, Map<String, String> settings) {
    return new SilverLake(spark, folder, settings);
  }

  public Lake lake() {
    return lake;
  }

  /** From now on tables that are larger are read by Spark. */
  public void setSmallTable(String size) {
    SparkSession spark = lake.spark();
    spark.conf().set("spark.ringlake.smallTable", size);
    lake = Lake.at(spark, lake.root().toString());
  }

  public StructType schema(String feed) {
    return new SilverRows(feed(feed)).schema();
  }

  private FeedDefinition feed(String name) {
    return usual.feeds().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Adds rows as an ingest would.
   *
   * @param rows of {@link #schema}
   */
  void add(String feed, Dataset<Row> rows) {
    try (LakeRun run = LakeRun.begin(lake, "ingest", "of the test", Clock.systemUTC())) {
      lake.append(TableName.silver(feed), rows, TableLayout.PLAIN);
      run.finish(Optional.empty(), Map.of());
    }
  }

  /**
   * Other exchange rates from now on.
   *
   * @param lines of their file, without its header
   */
  public void setRates(String lines) {
    try {
      Files.writeString(rates(), "currency,valid_from,rate\n" + lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the rates into " + folder, e);
    }
    usual = configuration(Map.of());
  }

  /** Another definition of the KPIs, or of their targets, from now on. */
  public void edit(String file, UnaryOperator<String> change) {
    try {
      Path own = folder.resolve("conf");
      if (conf.equals(SHIPPED)) {
        FileUtils.copyDirectory(SHIPPED.toFile(), own.toFile());
        conf = own;
      }
      Path edited = own.resolve(file);
      Files.writeString(edited, change.apply(Files.readString(edited)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot edit %s in %s".formatted(file, folder), e);
    }
    usual = configuration(Map.of());
  }

  private Path rates() {
    return folder.resolve("exchange-rates.csv");
  }

  /** The silver columns that identify a feed's rows. */
  public List<String> keyColumns(String feed) {
    return new SilverRows(feed(feed)).keyColumns();
  }

  /**
   * Changes rows as one ingest would, each table in one commit.
   *
   * @param changes by feed, one for each key: some of the columns of {@link #schema}, and {@link
   *     #GONE}
   */
  public void change(Map<String, Dataset<Row>> changes) {
    try (LakeRun run = LakeRun.begin(lake, "ingest", "of the test", Clock.systemUTC())) {
      changes.forEach(this::merge);
      run.finish(Optional.empty(), Map.of());
    }
  }

  private void merge(String feed, Dataset<Row> changes) {
    TableName table = TableName.silver(feed);
    Dataset<Row> whole = whole(feed, changes);
    if (!lake.exists(table)) {
      lake.append(table, whole.filter(not(col(GONE))).drop(GONE), TableLayout.PLAIN);
      return;
    }
    Column isSameRow =
        keyColumns(feed).stream()
            .map(key -> col("stored." + key).eqNullSafe(col("change." + key)))
            .reduce(Column::and)
            .orElseThrow();
    lake.merge(table)
        .as("stored")
        .merge(whole.as("change"), isSameRow)
        .whenMatched(col("change." + GONE))
        .delete()
        .whenMatched()
        .updateAll()
        .whenNotMatched(not(col("change." + GONE)))
        .insertAll()
        .execute();
  }

  private Dataset<Row> whole(String feed, Dataset<Row> changes) {
    Set<String> given = Set.of(changes.columns());
    Stream<Column> columns =
        Arrays.stream(schema(feed).fields())
            .map(
                field ->
                    (given.contains(field.name()) ? col(field.name()) : lit(null))
                        .cast(field.dataType())
                        .as(field.name()));
    return changes.select(Stream.concat(columns, Stream.of(col(GONE))).toArray(Column[]::new));
  }

  public BuildResult build() {
    return build(Map.of(), Optional.empty(), BuildJob.Extent.CHANGES);
  }

  public BuildResult build(
      Map<String, String> overrides, Optional<LocalDate> asOf, BuildJob.Extent extent) {
    return new BuildJob(
            lake, overrides.isEmpty() ? usual : configuration(overrides), Clock.systemUTC())
        .run(asOf, extent, SilentProgress.progress());
  }

  private Configuration configuration(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(overrides);
    all.put("privacy.key-file", folder.resolve("privacy.key").toString());
    all.put("exchange-rates", rates().toString());
    return Configuration.load(conf, all);
  }
}
