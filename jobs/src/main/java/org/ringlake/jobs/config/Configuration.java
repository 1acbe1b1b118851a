package org.ringlake.jobs.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ringlake.facts.QualityRules;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.kpi.Calendar;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.TargetRule;

/**
 * Everything a workspace's {@code conf} folder says, checked as far as that goes without Spark.
 *
 * @param feeds by name
 * @param sources by name, the feeds' generic ones among them
 * @param kpis in the order written
 * @param calendar seasons and holidays
 * @param targets in the order written
 * @param quality what automatic reviews of transcripts look for; nothing where {@code quality.yaml}
 *     is missing
 * @param rates by currency and day
 * @param hash SHA-256 of the content, in hexadecimal: the same whatever the order of files and keys
 *     and whichever defaults are written out; the privacy key has no part in it
 * @param locations where things are written
 */
public record Configuration(
    RinglakeConfig ringlake,
    List<FeedDefinition> feeds,
    List<SourceMapping> sources,
    List<KpiDefinition> kpis,
    Calendar calendar,
    List<TargetRule> targets,
    QualityRules quality,
    List<ExchangeRate> rates,
    String hash,
    Locations locations) {

  public Configuration {
    feeds = List.copyOf(feeds);
    sources = List.copyOf(sources);
    kpis = List.copyOf(kpis);
    targets = List.copyOf(targets);
    rates = List.copyOf(rates);
  }

  /**
   * Reads and checks a configuration.
   *
   * @param confDir the folder {@code conf} of a workspace
   * @param overrides values over those of {@code ringlake.yaml}, by dotted key; those of Spark
   *     ({@code spark.…}) are passed over
   * @throws ConfigException with every mistake that can be found without Spark
   */
  public static Configuration load(Path confDir, Map<String, String> overrides) {
    return ConfigurationDraft.read(confDir, overrides).finished();
  }
}
