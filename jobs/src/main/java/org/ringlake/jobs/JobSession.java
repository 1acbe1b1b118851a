package org.ringlake.jobs;

import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The session of a command, ended with it. One that was there before (of a notebook, of a command
 * around this one) is left to those who opened it, with the settings it had.
 */
public final class JobSession implements AutoCloseable {
  private static final String TIME_ZONE = "spark.sql.session.timeZone";

  private final SparkSession spark;
  private final Runnable end;

  private JobSession(SparkSession spark, Runnable end) {
    this.spark = spark;
    this.end = end;
  }

  /** The session that there is, with the builder's settings besides, else a new one. */
  static JobSession of(SparkSession.Builder builder) {
    if (SparkSession.getActiveSession().isEmpty() && SparkSession.getDefaultSession().isEmpty()) {
      SparkSession own = builder.getOrCreate();
      return new JobSession(own, own::stop);
    }
    Map<String, String> before = settings(SparkSession.active());
    SparkSession spark = builder.getOrCreate();
    return new JobSession(spark, () -> restore(spark, before));
  }

  private static Map<String, String> settings(SparkSession spark) {
    return CollectionConverters.asJava(spark.conf().getAll());
  }

  private static void restore(SparkSession spark, Map<String, String> before) {
    // not by way of spark.conf(), which refuses keys that the builder has set
    SQLConf conf = spark.sessionState().conf();
    settings(spark).keySet().stream()
        .filter(key -> !before.containsKey(key))
        .forEach(conf::unsetConf);
    before.forEach(conf::setConfString);
  }

  /** This session, in the business time zone. */
  public JobSession in(ZoneId zone) {
    spark.conf().set(TIME_ZONE, zone.getId());
    return this;
  }

  public SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    end.run();
  }
}
