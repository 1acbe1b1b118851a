package org.ringlake.jobs.cli;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Whether Spark interprets its plans or compiles them first. For few rows, Delta's log among them,
 * compiling takes longer than the query itself. Settings that somebody gave stay as they are.
 */
final class Interpretation {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private Interpretation() {}

  static void begin(SparkSession spark) {
    SETTINGS.forEach(
        (key, value) -> {
          if (!spark.sparkContext().getConf().contains(key)) {
            spark.conf().set(key, value);
          }
        });
  }

  /** Back to what the session was opened with. */
  static void end(SparkSession spark) {
    SETTINGS.keySet().forEach(spark.conf()::unset);
  }
}
