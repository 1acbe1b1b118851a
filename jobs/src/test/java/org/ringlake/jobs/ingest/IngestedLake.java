package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;

/** A workspace in the business zone of Berlin whose inbox a test fills, run by run. */
final class IngestedLake {
  private static final Path CONF = Path.of("..", "conf");
  private static final String ZONE = "Europe/Berlin";

  private final SparkSession spark;
  private final Path workspace;
  private final Lake lake;

  private IngestedLake(SparkSession spark, Path workspace) {
    this.spark = spark;
    this.workspace = workspace;
    this.lake = Lake.at(spark, workspace.resolve("lake").toString());
  }

  static IngestedLake at(SparkSession spark, Path workspace) {
    Path conf = workspace.resolve("conf");
    try (Stream<Path> feeds = Files.list(CONF.resolve("feeds"))) {
      Files.createDirectories(conf.resolve("feeds"));
      for (Path file : feeds.toList()) {
        Files.copy(file, conf.resolve("feeds").resolve(file.getFileName()));
      }
      Files.copy(CONF.resolve("ringlake.yaml"), conf.resolve("ringlake.yaml"));
      for (String file : List.of("kpis.yaml", "calendar.yaml", "targets.yaml")) {
        Files.copy(CONF.resolve(file), conf.resolve(file));
      }
      Files.writeString(conf.resolve("privacy.key"), "0f".repeat(32) + "\n");
      return new IngestedLake(spark, workspace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source beside the shipped ones. */
  IngestedLake withSource(String name, String yaml) {
    return write(workspace.resolve("conf/feeds").resolve(name + ".yaml"), bytes(yaml));
  }

  IngestedLake withFile(String name, String content) {
    return withFile(name, bytes(content));
  }

  IngestedLake withFile(String name, byte[] content) {
    return write(inbox().resolve(name), content);
  }

  /**
   * A Parquet file of what a query of DuckDB yields; times without an offset are of the zone.
   *
   * @param codec such as {@code zstd}
   */
  IngestedLake withParquet(String name, String query, String codec) throws SQLException {
    Path file = inbox().resolve(name);
    file.getParent().toFile().mkdirs();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = '%s'".formatted(ZONE));
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION %s)".formatted(query, file, codec));
    }
    return this;
  }

  Path inbox() {
    return workspace.resolve("inbox");
  }

  IngestResult run() {
    Configuration configuration = configuration();
    return run(IngestJob.list(openInbox(), configuration));
  }

  /** Takes what is new, knowing the inbox as it was before. */
  IngestResult run(Inbox.Listing seen) {
    Configuration configuration = configuration();
    spark.conf().set("spark.sql.session.timeZone", ZONE);
    try (Progress progress = Progress.of(spark)) {
      return new IngestJob(lake, configuration, openInbox(), Clock.systemUTC()).run(seen, progress);
    }
  }

  Inbox.Listing listing() {
    Configuration configuration = configuration();
    return IngestJob.list(openInbox(), configuration);
  }

  Dataset<Row> read(TableName table) {
    return lake.read(table);
  }

  Dataset<Row> silver(String feed) {
    return lake.read(TableName.silver(feed));
  }

  /** Refused rows with the {@code name} of their file. */
  Dataset<Row> rejected(String feed) {
    return lake.read(TableName.rejected(feed)).join(files().select("file_id", "name"), "file_id");
  }

  Dataset<Row> files() {
    return lake.read(TableName.ops("file"));
  }

  /** Refused files by name below the inbox. */
  Dataset<Row> refused() {
    return files().filter(col("status").equalTo("refused"));
  }

  /** The versions of all tables but those that tell what happened. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>(lake.versions());
    versions.keySet().removeIf(name -> name.startsWith(TableName.OPS + "."));
    return versions;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static byte[] zstd(String text) {
    return Zstd.compress(bytes(text));
  }

  Configuration configuration() {
    return Configuration.load(workspace.resolve("conf"), Map.of("timezone", ZONE));
  }

  private Inbox openInbox() {
    return new Inbox(spark.sessionState().newHadoopConf(), inbox().toString());
  }

  private IngestedLake write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
