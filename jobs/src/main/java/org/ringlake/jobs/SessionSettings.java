package org.ringlake.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Settings that a session has until they are closed. */
public final class SessionSettings implements AutoCloseable {
  private final SparkSession spark;
  private final Map<String, Optional<String>> before = new HashMap<>();

  private SessionSettings(SparkSession spark) {
    this.spark = spark;
  }

  /** Begins in this session. */
  public static SessionSettings in(SparkSession spark, Map<String, String> settings) {
    SessionSettings begun = new SessionSettings(spark);
    settings.forEach(begun::begin);
    return begun;
  }

  /** Does work while the session has these settings. */
  public static <T> T during(SparkSession spark, Map<String, String> settings, Supplier<T> work) {
    SessionSettings begun = in(spark, settings);
    try {
      return work.get();
    } finally {
      begun.close();
    }
  }

  /** The same for work that gives nothing back. */
  public static void during(SparkSession spark, Map<String, String> settings, Runnable work) {
    SessionSettings begun = in(spark, settings);
    try {
      work.run();
    } finally {
      begun.close();
    }
  }

  private void begin(String key, String value) {
    before.put(key, Optional.ofNullable(spark.conf().get(key, null)));
    spark.conf().set(key, value);
  }

  /** Ends them; again, does nothing. */
  @Override
  public void close() {
    before.forEach(
        (key, value) ->
            value.ifPresentOrElse(
                earlier -> spark.conf().set(key, earlier), () -> spark.conf().unset(key)));
    before.clear();
  }
}
