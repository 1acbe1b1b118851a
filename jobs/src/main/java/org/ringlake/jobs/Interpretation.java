package org.ringlake.jobs;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

  private static final Map<String, String> LIFTED =
      Map.of(
          "spark.sql.codegen.wholeStage", "true",
          "spark.sql.codegen.factoryMode", "FALLBACK");

  private final SessionSettings settings;

  private Interpretation(SessionSettings settings) {
    this.settings = settings;
  }

  /** Begins in this session. */
  public static Interpretation in(SparkSession spark) {
    return new Interpretation(SessionSettings.in(spark, notGiven(spark, SETTINGS)));
  }

  /** Does work on many rows compiled, in a session that may interpret its plans. */
  public static <T> T lifted(SparkSession spark, Supplier<T> work) {
    return SessionSettings.during(spark, notGiven(spark, LIFTED), work);
  }

  private static Map<String, String> notGiven(SparkSession spark, Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> !spark.sparkContext().getConf().contains(setting.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Ends it; again, does nothing. */
  @Override
  public void close() {
    settings.close();
  }
}
