package org.ringlake.jobs.config;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A configuration as far as it could be read, and the mistakes found so far, so that those which
 * only Spark can find are told together with all others.
 */
public final class ConfigurationDraft {
  private final Configuration configuration;
  private final Mistakes mistakes;

  /**
   * @param configuration what could be read; what could not has a default, or is blank
   */
  ConfigurationDraft(Configuration configuration, Mistakes mistakes) {
    this.configuration = configuration;
    this.mistakes = mistakes;
  }

  /**
   * Reads a configuration, whatever is wrong with it.
   *
   * @param confDir the folder {@code conf} of a workspace
   * @param overrides values over those of {@code ringlake.yaml}, by dotted key; those of Spark
   *     ({@code spark.…}) are passed over
   */
  public static ConfigurationDraft read(Path confDir, Map<String, String> overrides) {
    return new ConfigurationReader(confDir, overrides).read();
  }

  public boolean hasMistakes() {
    return mistakes.areAny();
  }

  /** Looks for mistakes in expressions too, but for those that rest on a mistake known already. */
  public void checkExpressions(SparkSession spark) {
    ExpressionChecks.check(spark, configuration, mistakes);
  }

  /** Adds what is wrong with a file that is read elsewhere. */
  public void add(ConfigException other) {
    other.mistakes().forEach(mistake -> mistakes.add(mistake.where(), mistake.what()));
  }

  /**
   * The configuration.
   *
   * @throws ConfigException with every mistake at once
   */
  public Configuration finished() {
    mistakes.throwIfAny();
    return configuration;
  }
}
