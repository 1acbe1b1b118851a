package org.ringlake.jobs.lake;

import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.tables.DeltaTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The Delta tables below one root, by name. Each writing method is one Delta commit that names the
 * run it belongs to.
 */
public final class Lake {
  private static final String LOG = "_delta_log";
  private static final int VERSION_DIGITS = 20;
  private static final String COMMIT_ENDING = ".json";

  /** The setting for the size on disk up to which the driver reads tables by itself. */
  private static final String SMALL_TABLE = "spark.ringlake.smallTable";

  private final SparkSession spark;
  private final Path root;
  private final FileSystem files;
  private final KernelRead smallTables;

  private Lake(SparkSession spark, Path root, FileSystem files) {
    this.spark = spark;
    this.root = root;
    this.files = files;
    this.smallTables =
        new KernelRead(
            files.getConf(), JavaUtils.byteStringAsBytes(spark.conf().get(SMALL_TABLE, "1m")));
  }

  /**
   * The lake at a folder or URI, whether or not it holds anything yet.
   *
   * @throws UncheckedIOException when its file system cannot be reached
   */
  public static Lake at(SparkSession spark, String root) {
    try {
      Path path = new Path(root);
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      return new Lake(spark, files.makeQualified(path), files);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach the lake at " + root, e);
    }
  }

  public SparkSession spark() {
    return spark;
  }

  /** Where the lake is, with its scheme. */
  public Path root() {
    return root;
  }

  FileSystem files() {
    return files;
  }

  public String path(TableName table) {
    return new Path(new Path(root, table.layer()), table.table()).toString();
  }

  /** A stored table as Spark SQL names it. */
  public String named(TableName table) {
    return "delta.`%s`".formatted(path(table).replace("`", "``"));
  }

  public boolean exists(TableName table) {
    return version(table).isPresent();
  }

  /** The newest Delta version, read from the names in the log alone; empty for no table. */
  public OptionalLong version(TableName table) {
    try {
      return Arrays.stream(files.listStatus(new Path(path(table), LOG)))
          .map(status -> status.getPath().getName())
          .filter(name -> name.endsWith(COMMIT_ENDING))
          .filter(name -> name.length() == VERSION_DIGITS + COMMIT_ENDING.length())
          .mapToLong(name -> Long.parseLong(name.substring(0, VERSION_DIGITS)))
          .max();
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the versions of " + table, e);
    }
  }

  /** What readers are offered: the stored tables that are not internal, and the views, by name. */
  public List<TableName> readable() {
    return Stream.concat(tables().stream(), Views.in(this).stream())
        .filter(table -> !table.isInternal())
        .distinct()
        .sorted(Comparator.comparing(TableName::toString))
        .toList();
  }

  /** All tables that are stored, by name. */
  public List<TableName> tables() {
    List<TableName> found = new ArrayList<>();
    for (String layer : TableName.LAYERS) {
      for (String name : folders(new Path(root, layer))) {
        found.add(new TableName(layer, name));
      }
    }
    return found.stream().filter(this::exists).toList();
  }

  /** The newest version of every table, by its name. */
  public Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (TableName table : tables()) {
      versions.put(table.toString(), version(table).orElseThrow());
    }
    return versions;
  }

  /**
   * A table's or a view's rows.
   *
   * @throws IllegalStateException when there is no such table
   */
  public Dataset<Row> read(TableName table) {
    return Views.named(this, table)
        .map(view -> view.over(stored(Views.SOURCE)))
        .orElseGet(() -> stored(table));
  }

  Dataset<Row> stored(TableName table) {
    requireExists(table);
    return spark.table(named(table));
  }

  private void requireExists(TableName table) {
    if (!exists(table)) {
      throw new IllegalStateException(
          "There is no table %s in the lake at %s; run the job that makes it"
              .formatted(table, root));
    }
  }

  /**
   * A table's rows as they were.
   *
   * @throws IllegalStateException when there is no such table
   */
  public Dataset<Row> read(TableName table, long version) {
    requireExists(table);
    return spark.read().option("versionAsOf", version).table(named(table));
  }

  /**
   * A stored table's rows, which the driver holds as they are now where the table is small and has
   * no more than so many. Asking for them takes no Spark job then. Those of larger tables are the
   * ones there are when they are asked for.
   *
   * @throws IllegalStateException when there is no such table
   * @throws UncheckedIOException when it cannot be read
   */
  public Dataset<Row> readSmall(TableName table, int most) {
    return held(table, most).orElseGet(() -> stored(table));
  }

  /** The same of a table's rows as they were. */
  public Dataset<Row> readSmall(TableName table, long version, int most) {
    return held(table, version, most).orElseGet(() -> read(table, version));
  }

  /**
   * A stored table's rows as they are now, held by the driver; empty where the table is not small
   * or has more rows than so many.
   *
   * @throws IllegalStateException when there is no such table
   * @throws UncheckedIOException when it cannot be read
   */
  public Optional<Dataset<Row>> held(TableName table, int most) {
    return held(table, OptionalLong.empty(), most);
  }

  /** The same of a table's rows as they were. */
  public Optional<Dataset<Row>> held(TableName table, long version, int most) {
    return held(table, OptionalLong.of(version), most);
  }

  private Optional<Dataset<Row>> held(TableName table, OptionalLong version, int most) {
    requireExists(table);
    try {
      return smallTables
          .ifSmall(path(table), version, most)
          .map(found -> LocalRows.of(spark, found.schema(), found.rows()));
    } catch (KernelEngineException e) {
      throw new UncheckedIOException(new IOException("Cannot read " + table, e));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + table, e);
    }
  }

  /**
   * The rows of a silver table that commits touched: as they were and as they are.
   *
   * @param after the last version that is left out, or -1
   * @param until the last version looked at
   */
  public Dataset<Row> changes(TableName table, long after, long until) {
    return spark
        .read()
        .format("delta")
        .option("readChangeFeed", true)
        .option("startingVersion", after + 1)
        .option("endingVersion", until)
        .load(path(table))
        .drop("_change_type", "_commit_version", "_commit_timestamp");
  }

  /** Whether a table's files are larger together, in bytes on disk; one not there is not. */
  public boolean isLarger(TableName table, long bytes) {
    try {
      return exists(table) && smallTables.isLarger(path(table), bytes);
    } catch (KernelEngineException e) {
      throw new UncheckedIOException(new IOException("Cannot tell the size of " + table, e));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the size of " + table, e);
    }
  }

  /** Adds rows, making the table where there is none. */
  public void append(TableName table, Dataset<Row> rows, TableLayout layout) {
    writer(table, rows, layout).mode(SaveMode.Append).save(path(table));
  }

  /** Replaces a table's rows and schema in one commit. */
  public void replace(TableName table, Dataset<Row> rows, TableLayout layout) {
    writer(table, rows, layout)
        .mode(SaveMode.Overwrite)
        .option("overwriteSchema", true)
        .save(path(table));
  }

  /**
   * Replaces some of a table's rows in one commit.
   *
   * @param condition SQL that holds for the rows to go and for all that come
   */
  public void replaceWhere(TableName table, Dataset<Row> rows, String condition) {
    rows.write()
        .format("delta")
        .mode(SaveMode.Overwrite)
        .option("replaceWhere", condition)
        .save(path(table));
  }

  /** A table to merge into. */
  public DeltaTable merge(TableName table) {
    return DeltaTable.forPath(spark, path(table));
  }

  /** Brings a table back to an earlier version, as a new commit. */
  void restore(TableName table, long version) {
    DeltaTable.forPath(spark, path(table)).restoreToVersion(version);
  }

  /** Removes a table that no finished run knows. */
  void drop(TableName table) {
    try {
      files.delete(new Path(path(table)), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the unfinished table " + table, e);
    }
  }

  private DataFrameWriter<Row> writer(TableName table, Dataset<Row> rows, TableLayout layout) {
    DataFrameWriter<Row> writer =
        rows.write().format("delta").partitionBy(layout.partitionedBy().toArray(String[]::new));
    if (!exists(table)) {
      if (table.layer().equals(TableName.SILVER) && !table.isInternal()) {
        writer.option("delta.enableChangeDataFeed", true); // builds follow what changes in silver
      }
      if (layout.removal() == TableLayout.Removal.MARK) {
        writer.option("delta.enableDeletionVectors", true);
      }
      writer.option("delta.dataSkippingStatsColumns", String.join(",", layout.prunedBy()));
      if (layout.prunedBy().isEmpty()) {
        writer.option("delta.dataSkippingNumIndexedCols", 0);
      }
    }
    return writer;
  }

  private List<String> folders(Path parent) {
    try {
      return Arrays.stream(files.listStatus(parent))
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + parent, e);
    }
  }
}
