package org.ringlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.lake.disk.LocalDisk;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class SparkSessionsTest {
  @TempDir private Path folder;

  @Test
  void theFirstFileThatHasAKeyWins() throws IOException {
    Path own = Files.writeString(folder.resolve("own.conf"), "spark.sql.shuffle.partitions 64\n");
    Path defaults =
        Files.writeString(
            folder.resolve("defaults.conf"),
            "# sizes\nspark.sql.shuffle.partitions   4\nspark.ui.enabled  false\n");
    SparkConf conf = SparkSessions.conf(own, defaults);
    assertThat(conf.get("spark.sql.shuffle.partitions")).isEqualTo("64");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
  }

  @Test
  void whatSparkSubmitGaveWinsOverTheFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), "spark.ringlake.example 1\n");
    System.setProperty("spark.ringlake.example", "2");
    try {
      assertThat(SparkSessions.conf(file).get("spark.ringlake.example")).isEqualTo("2");
    } finally {
      System.clearProperty("spark.ringlake.example");
    }
  }

  @Test
  void theDriverAndTheDiskAreThisMachinesOnlyWhereNoMasterIsNamed() {
    assertThat(SparkSessions.placed(new SparkConf(false)).getAll())
        .extracting(setting -> setting._1() + " " + setting._2())
        .contains(
            "spark.master local[*]",
            "spark.driver.host localhost",
            "spark.driver.bindAddress 127.0.0.1",
            "spark.hadoop.fs.file.impl " + LocalDisk.class.getName());
    SparkConf cluster = new SparkConf(false).setMaster("spark://driver.example:7077");
    assertThat(SparkSessions.placed(cluster).getAll()).hasSize(1);
  }

  @Test
  void aMissingFileSaysHowToMakeIt() {
    Path missing = folder.resolve("spark-defaults.conf");
    assertThatThrownBy(() -> SparkSessions.conf(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s: is missing; make a workspace with 'ringlake init DIR', name it by --workspace",
            missing);
  }
}
