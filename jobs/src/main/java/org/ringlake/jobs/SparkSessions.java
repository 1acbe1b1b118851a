package org.ringlake.jobs;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.config.Location;
import org.ringlake.jobs.config.Mistake;
import org.ringlake.jobs.lake.disk.LocalDisk;
import org.ringlake.jobs.lake.disk.LocalDiskContext;

/** Opens Spark sessions, on this machine unless spark-submit names a master. */
public final class SparkSessions {
  /** Spark makes this folder at every start; our tables are in the lake. */
  private static final String UNUSED_WAREHOUSE =
      Path.of(System.getProperty("java.io.tmpdir"), "ringlake-" + System.getProperty("user.name"))
          .toString();

  private SparkSessions() {}

  /**
   * A session with the settings of these files; in one that is open already, until it is closed.
   * What spark-submit or {@code --set spark.…} gave wins, then the first file that has the key.
   *
   * @throws ConfigException when a file cannot be read
   */
  public static JobSession open(String name, Path... settingsFiles) {
    SparkConf conf = placed(conf(settingsFiles));
    conf.setIfMissing("spark.app.name", "ringlake " + name);
    return JobSession.of(SparkSession.builder().config(conf));
  }

  /**
   * Looks whether a session can be opened with the settings of these files.
   *
   * @throws ConfigException when a file cannot be read
   */
  public static void check(Path... settingsFiles) {
    conf(settingsFiles);
  }

  /** On this machine and its disk where nothing names a master. */
  static SparkConf placed(SparkConf conf) {
    if (!conf.contains("spark.master")) {
      conf.setMaster("local[*]");
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.sql.warehouse.dir", UNUSED_WAREHOUSE);
      conf.setIfMissing("spark.hadoop.fs.file.impl", LocalDisk.class.getName());
      conf.setIfMissing(
          "spark.hadoop.fs.AbstractFileSystem.file.impl", LocalDiskContext.class.getName());
    }
    return conf;
  }

  static SparkConf conf(Path... settingsFiles) {
    SparkConf conf = new SparkConf();
    for (Path file : settingsFiles) {
      Properties settings = read(file);
      for (String key : settings.stringPropertyNames()) {
        conf.setIfMissing(key, settings.getProperty(key).strip());
      }
    }
    return conf;
  }

  private static Properties read(Path file) {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      settings.load(reader);
      return settings;
    } catch (NoSuchFileException e) {
      throw unusable(
          file, "is missing; make a workspace with 'ringlake init DIR', name it by --workspace", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, "cannot be read (%s); write one 'key value' a line".formatted(e), e);
    }
  }

  private static ConfigException unusable(Path file, String why, Exception cause) {
    ConfigException failure =
        new ConfigException(List.of(new Mistake(Location.of(file.toString()), why)));
    failure.initCause(cause);
    return failure;
  }
}
