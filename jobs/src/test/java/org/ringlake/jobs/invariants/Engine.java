package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.SilentProgress;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.config.RinglakeConfig.Worth;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.world.Business;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.World;
import org.ringlake.kpi.KpiDefinition;

/** A workspace of its own with the shipped configuration, and the real jobs on it. */
final class Engine {
  /** The folder of the product, above the module under test. */
  static final Path INSTALLATION = Path.of("..").toAbsolutePath().normalize();

  private static final Map<String, String> AS_IF_LARGE =
      Map.of("spark.ringlake.smallBatch", "0", "spark.ringlake.smallTable", "0");

  private static final String PRIVACY_KEY = "42".repeat(32);

  private final Path workspace;
  private final Worth worth;
  private final ZoneId zone;
  private final SparkSession spark;
  private final Configuration configuration;

  private Engine(
      Path workspace, Worth worth, ZoneId zone, SparkSession spark, Map<String, String> settings) {
    this(workspace, worth, zone, spark, settings, Map.of());
  }

  private Engine(
      Path workspace,
      Worth worth,
      ZoneId zone,
      SparkSession spark,
      Map<String, String> settings,
      Map<String, String> overrides) {
    this.workspace = workspace;
    this.worth = worth;
    this.zone = zone;
    this.spark = session(spark, zone, settings);
    makeWorkspace();
    this.configuration = Configuration.load(workspace.resolve("conf"), overrides);
  }

  /**
   * A new workspace for centres of this zone; every batch and every table is taken as if it were
   * large, and customers' worth is computed.
   */
  static Engine in(Path workspace, ZoneId zone, SparkSession spark) {
    return new Engine(workspace, Worth.COMPUTED, zone, spark, AS_IF_LARGE);
  }

  /**
   * A new workspace where small batches are taken as such, without customers' worth, which takes
   * most of a build's time.
   */
  static Engine forSmallBatchesWithoutWorth(Path workspace, ZoneId zone, SparkSession spark) {
    return new Engine(workspace, Worth.NONE, zone, spark, Map.of());
  }

  /** Another new workspace with the same configuration; small batches are taken as such. */
  static Engine like(Engine other, Path workspace) {
    return new Engine(workspace, other.worth, other.zone, other.spark, Map.of());
  }

  /**
   * A new workspace where customers' worth is computed, and who won customers is said by a model of
   * attribution; small batches are taken as such.
   */
  static Engine creditingBy(String model, Path workspace, ZoneId zone, SparkSession spark) {
    return new Engine(
        workspace, Worth.COMPUTED, zone, spark, Map.of(), Map.of("repurchase.model", model));
  }

  /** The ids of the KPIs that the shipped configuration declares. */
  Set<String> kpis() {
    return configuration.kpis().stream().map(KpiDefinition::id).collect(toSet());
  }

  boolean knowsWorth() {
    return worth == Worth.COMPUTED;
  }

  Configuration configuration() {
    return configuration;
  }

  Path workspace() {
    return workspace;
  }

  Path inbox() {
    return workspace.resolve("inbox");
  }

  Path lakeFolder() {
    return workspace.resolve("lake");
  }

  /** Where processes of their own log. */
  Path out() {
    return workspace.resolve("out");
  }

  void put(List<RawFile> files) {
    World.write(files, inbox());
  }

  Inbox openInbox() {
    return new Inbox(spark.sparkContext().hadoopConfiguration(), inbox().toString());
  }

  void ingest() {
    Inbox inbox = openInbox();
    new IngestJob(lake(), configuration, inbox, Clock.systemUTC())
        .run(IngestJob.list(inbox, configuration), SilentProgress.progress());
  }

  void build() {
    build(BuildJob.Extent.CHANGES);
  }

  void build(BuildJob.Extent extent) {
    new BuildJob(lake(), configuration, Clock.systemUTC())
        .run(Optional.empty(), extent, SilentProgress.progress());
  }

  void run() {
    ingest();
    build();
  }

  Lake lake() {
    return Lake.at(spark, lakeFolder().toString());
  }

  Dataset<Row> read(TableName table) {
    return lake().read(table);
  }

  /** The versions of all tables but those that tell what ran. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>(lake().versions());
    versions.keySet().removeIf(table -> table.startsWith(TableName.OPS + "."));
    return versions;
  }

  /** In the business zone, like the jobs' own. */
  private static SparkSession session(
      SparkSession shared, ZoneId zone, Map<String, String> settings) {
    SparkSession session = shared.newSession();
    settings.forEach((key, value) -> session.conf().set(key, value));
    session.conf().set("spark.sql.session.timeZone", zone.getId());
    return session;
  }

  private void makeWorkspace() {
    try {
      Path conf = workspace.resolve("conf");
      copy(INSTALLATION.resolve("conf"), conf);
      Files.writeString(conf.resolve("privacy.key"), PRIVACY_KEY);
      Files.writeString(conf.resolve("exchange-rates.csv"), Business.ratesFile());
      Path settings = conf.resolve("ringlake.yaml");
      Files.writeString(settings, ofTheBusiness(Files.readString(settings)));
      Files.createDirectories(inbox());
      Files.createDirectories(lakeFolder());
      Files.createDirectories(out());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the workspace " + workspace, e);
    }
  }

  /** The shipped settings with the zone and with what the worlds' business says besides. */
  private String ofTheBusiness(String settings) {
    return settings
        .replace("worth: computed", "worth: " + worth.name().toLowerCase(Locale.ROOT))
        .replaceFirst("window: P6M", "window: " + Business.REPURCHASE_WINDOW)
        .replaceFirst("window: P12M", "window: " + Business.CHURN_WINDOW)
        .replaceFirst("min-customers: 500", "min-customers: " + Business.CUSTOMERS_OF_A_FIT)
        .replaceFirst("(?m)^timezone: \\S+", "timezone: " + zone.getId())
        .replaceFirst("(?m)^# (?=exchange-rates: )", "")
        .replace("complex-topics: []", "complex-topics: " + list(Business.COMPLEX_TOPICS))
        .replace(
            "high-value-segments: []",
            "high-value-segments: " + list(Business.HIGH_VALUE_SEGMENTS));
  }

  private static String list(List<String> texts) {
    return texts.stream().map("\"%s\""::formatted).collect(joining(", ", "[", "]"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    }
  }
}
