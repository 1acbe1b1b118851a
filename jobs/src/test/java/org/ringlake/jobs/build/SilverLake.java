package org.ringlake.jobs.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.SilentProgress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

/** A lake under the shipped configuration whose silver rows a test writes itself. */
final class SilverLake {
  private static final Path SHIPPED = Path.of("..", "conf");

  private final Path folder;
  private final Lake lake;

  SilverLake(SparkSession spark, Path folder) {
    this.folder = folder;
    this.lake = Lake.at(spark, folder.resolve("lake").toString());
    try {
      Files.writeString(folder.resolve("privacy.key"), "0f".repeat(32) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the key into " + folder, e);
    }
  }

  Lake lake() {
    return lake;
  }

  StructType schema(String feed) {
    return configuration(Map.of()).feeds().stream()
        .filter(each -> each.name().equals(feed))
        .map(each -> new SilverRows(each).schema())
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

  BuildResult build() {
    return build(Map.of(), Optional.empty(), BuildJob.Extent.CHANGES);
  }

  BuildResult build(
      Map<String, String> overrides, Optional<LocalDate> asOf, BuildJob.Extent extent) {
    return new BuildJob(lake, configuration(overrides), Clock.systemUTC())
        .run(asOf, extent, SilentProgress.progress());
  }

  private Configuration configuration(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    all.put("privacy.key-file", folder.resolve("privacy.key").toString());
    return Configuration.load(SHIPPED, all);
  }
}
