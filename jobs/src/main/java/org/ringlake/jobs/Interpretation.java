package org.ringlake.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Lets a session interpret its plans, until it is closed, instead of compiling them first. For few
 * rows, Delta's log among them, compiling takes longer than the work itself. Settings that somebody
 * gave stay as they are.
 */
public final class Interpretation implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private final SparkSession spark;
  private final Map<String, Optional<String>> before = new HashMap<>();

  private Interpretation(SparkSession spark) {
    this.spark = spark;
  }

  /** Begins in this session. */
  public static Interpretation in(SparkSession spark) {
    Interpretation begun = new Interpretation(spark);
    SETTINGS.keySet().stream()
        .filter(key -> !spark.sparkContext().getConf().contains(key))
        .forEach(begun::begin);
    return begun;
  }

  private void begin(String key) {
    before.put(key, Optional.ofNullable(spark.conf().get(key, null)));
    spark.conf().set(key, SETTINGS.get(key));
  }

  /** Ends it; again, does nothing. */
  @Override
  public void close() {
    before.forEach(
        (key, value) ->
            value.ifPresentOrElse(
                earlier -> spark.conf().set(key, earlier), () -> spark.conf().unset(key)));
    before.clear();
  }
}
