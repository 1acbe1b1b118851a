package org.ringlake.jobs.vendors;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.ingest.IngestJob;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.KpiView;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.TypedRows;

/** A workspace with the shipped configuration whose inbox holds vendors' files. */
final class VendorLake {
  private static final Path CONF = Path.of("..", "conf");
  private static final Path FIXTURES = Path.of("src", "test", "resources", "vendors");
  private static final String SOURCE = "source";
  private static final String NAME = "name";

  private final Path workspace;
  private Map<String, String> settings = Map.of();
  private Lake lake;

  private VendorLake(Path workspace) {
    this.workspace = workspace;
  }

  static VendorLake at(Path workspace) {
    VendorLake made = new VendorLake(workspace);
    Path conf = workspace.resolve("conf");
    made.copyAll(CONF.resolve("feeds"), conf.resolve("feeds"));
    made.copy(CONF.resolve("ringlake.yaml"), conf.resolve("ringlake.yaml"));
    for (String file : List.of("kpis.yaml", "calendar.yaml", "targets.yaml")) {
      made.copy(CONF.resolve(file), conf.resolve(file));
    }
    made.write(
        conf.resolve("privacy.key"), ("0f".repeat(32) + "\n").getBytes(StandardCharsets.UTF_8));
    return made;
  }

  /** Values over those of {@code ringlake.yaml}. */
  VendorLake withSettings(Map<String, String> values) {
    settings = Map.copyOf(values);
    return this;
  }

  /** The fixtures of a vendor in the folder of the inbox that is called the same. */
  VendorLake withFilesOf(String vendor) {
    copyAll(FIXTURES.resolve(vendor), inbox().resolve(vendor));
    return this;
  }

  /** One fixture, elsewhere in the inbox. */
  VendorLake withResource(String fixture, String name) {
    copy(FIXTURES.resolve(fixture), inbox().resolve(name));
    return this;
  }

  /** A mapping that is not shipped, as a user would add it. */
  VendorLake withSource(String fixture) {
    Path file = FIXTURES.resolve(fixture);
    copy(file, workspace.resolve("conf/feeds").resolve(file.getFileName()));
    return this;
  }

  /** A mapping that is not shipped, as a recipe writes it out. */
  VendorLake withSource(String name, String yaml) {
    write(
        workspace.resolve("conf/feeds").resolve(name + ".yaml"),
        yaml.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The mappings of an example, copied as its README says. */
  VendorLake withExample(String example) {
    Path folder = CONF.resolve("examples").resolve(example);
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".yaml")) {
        copy(file, workspace.resolve("conf/feeds").resolve(file.getFileName()));
      }
    }
    return this;
  }

  VendorLake withFile(String name, byte[] content) {
    write(inbox().resolve(name), content);
    return this;
  }

  /** A file, or all files of a folder, in a folder of the inbox. */
  VendorLake withCopy(Path from, String folder) {
    if (Files.isDirectory(from)) {
      copyAll(from, inbox().resolve(folder));
    } else {
      copy(from, inbox().resolve(folder).resolve(from.getFileName()));
    }
    return this;
  }

  /** Runs the ingest. */
  VendorLake takenIn(SparkSession spark) {
    Configuration configuration = configuration();
    spark.conf().set("spark.sql.session.timeZone", configuration.ringlake().timezone().getId());
    lake = Lake.at(spark, workspace.resolve("lake").toString());
    Inbox inbox = new Inbox(spark.sessionState().newHadoopConf(), inbox().toString());
    try (Progress progress = Progress.of(spark)) {
      new IngestJob(lake, configuration, inbox, Clock.systemUTC())
          .run(IngestJob.list(inbox, configuration), progress);
    }
    return this;
  }

  /** Makes the gold tables. */
  VendorLake built() {
    try (Progress progress = Progress.of(lake.spark())) {
      new BuildJob(lake, configuration(), Clock.systemUTC())
          .run(Optional.empty(), BuildJob.Extent.CHANGES, progress);
    }
    return this;
  }

  private Configuration configuration() {
    return Configuration.load(workspace.resolve("conf"), settings);
  }

  /** The published values of KPIs. */
  Dataset<Row> kpis() {
    return lake.read(TableName.gold(KpiView.LONG));
  }

  Dataset<Row> silver(String feed) {
    return lake.read(TableName.silver(feed));
  }

  /** The rows of a table that came in files of one source. */
  Dataset<Row> silverOf(String source, String feed) {
    return silver(feed).join(fileIds(source), new String[] {Resolved.FILE_ID}, "left_semi");
  }

  /** What passed the door of one source, before versions are told apart. */
  Dataset<Row> bronzeOf(String source, String feed) {
    return TypedRows.accepted(lake.read(TableName.bronze(feed)))
        .filter(col(Passage.SOURCE).equalTo(source));
  }

  Dataset<Row> rejectedOf(String source, String feed) {
    TableName table = TableName.rejected(feed);
    return lake.exists(table)
        ? lake.read(table).filter(col(SOURCE).equalTo(source))
        : lake.read(TableName.ops("file")).limit(0);
  }

  /** What is noted of the files of one source. */
  Dataset<Row> filesOf(String source) {
    return lake.read(TableName.ops("file")).filter(col(SOURCE).equalTo(source));
  }

  /** Adds the {@code name} of the file that rows came in. */
  Dataset<Row> withFileName(Dataset<Row> rows) {
    Dataset<Row> names = lake.read(TableName.ops("file")).select(Resolved.FILE_ID, NAME).distinct();
    return rows.join(names, new String[] {Resolved.FILE_ID}, "left");
  }

  private Dataset<Row> fileIds(String source) {
    return filesOf(source).select(Resolved.FILE_ID);
  }

  private Path inbox() {
    return workspace.resolve("inbox");
  }

  private void copyAll(Path from, Path to) {
    for (Path file : files(from)) {
      copy(file, to.resolve(file.getFileName()));
    }
  }

  private void copy(Path from, Path to) {
    try {
      write(to, Files.readAllBytes(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path to, byte[] content) {
    try {
      Files.createDirectories(to.getParent());
      Files.write(to, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
