package org.ringlake.jobs;

import org.apache.spark.sql.SparkSession;

/**
 * The session of a command, ended with it; one that was there before (of a notebook, of a command
 * around this one) is left to those who opened it.
 */
public final class JobSession implements AutoCloseable {
  private final SparkSession spark;
  private final Runnable end;

  private JobSession(SparkSession spark, Runnable end) {
    this.spark = spark;
    this.end = end;
  }

  /** The session that there is, else a new one. */
  static JobSession of(SparkSession.Builder builder) {
    boolean isThere =
        SparkSession.getActiveSession().isDefined() || SparkSession.getDefaultSession().isDefined();
    SparkSession spark = builder.getOrCreate();
    return new JobSession(spark, isThere ? () -> {} : spark::stop);
  }

  public SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    end.run();
  }
}
