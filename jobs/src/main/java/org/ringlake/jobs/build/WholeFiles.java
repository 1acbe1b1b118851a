package org.ringlake.jobs.build;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.SessionSettings;

/**
 * Reads whole files and filters their rows afterwards. A condition that names hundreds of days is
 * translated for Parquet again for each file, which takes longer than to read a file of the cells
 * of one month; those that are not needed at all are left out by their partitions in any case.
 */
final class WholeFiles {
  private static final Map<String, String> SETTINGS =
      Map.of("spark.sql.parquet.filterPushdown", "false");

  private WholeFiles() {}

  /** Does work that reads them. */
  static void during(SparkSession spark, Runnable work) {
    SessionSettings.during(spark, SETTINGS, work);
  }
}
