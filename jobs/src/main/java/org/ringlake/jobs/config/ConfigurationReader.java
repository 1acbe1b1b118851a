package org.ringlake.jobs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ringlake.facts.QualityRules;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.kpi.Calendar;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.TargetRule;

/** Reads a configuration file by file, then checks what the files say about each other. */
final class ConfigurationReader {
  private static final String RINGLAKE = "ringlake.yaml";
  private static final String KPIS = "kpis.yaml";
  private static final String CALENDAR = "calendar.yaml";
  private static final String TARGETS = "targets.yaml";
  private static final String QUALITY = "quality.yaml";
  private static final String FEEDS = "feeds";
  private static final String YAML = ".yaml";

  private final Path confDir;
  private final Map<String, String> overrides;
  private final Mistakes mistakes = new Mistakes();
  private final Map<String, YamlNode.Mapping> files = new LinkedHashMap<>();
  private final List<FeedDefinition> feeds = new ArrayList<>();
  private final List<SourceMapping> sources = new ArrayList<>();

  ConfigurationReader(Path confDir, Map<String, String> overrides) {
    this.confDir = confDir.toAbsolutePath().normalize();
    this.overrides = overrides;
  }

  ConfigurationDraft read() {
    files.put(RINGLAKE, Overrides.over(file(RINGLAKE), overrides, mistakes));
    RinglakeConfig ringlake =
        RinglakeConfigReader.read(confDir.getParent(), files.get(RINGLAKE), mistakes);
    readFeeds(ringlake.timezone());
    List<KpiDefinition> kpis = KpiReader.read(file(KPIS), mistakes);
    Calendar calendar = CalendarReader.read(file(CALENDAR), mistakes);
    List<TargetRule> targets = TargetsReader.read(file(TARGETS), kpis, calendar, mistakes);
    QualityRules quality = quality();
    List<ExchangeRate> rates = rates(ringlake);
    Locations locations = locations();
    new FeedChecks(feeds, sources, locations, mistakes).check();
    String hash =
        mistakes.areAny()
            ? ""
            : ContentHash.of(
                ringlake,
                feeds,
                sources,
                byId(kpis),
                calendar,
                Set.copyOf(targets),
                quality,
                rates);
    Configuration configuration =
        new Configuration(
            ringlake, feeds, sources, kpis, calendar, targets, quality, rates, hash, locations);
    return new ConfigurationDraft(configuration, mistakes);
  }

  private static List<KpiDefinition> byId(List<KpiDefinition> kpis) {
    return kpis.stream().sorted(Comparator.comparing(KpiDefinition::id)).toList();
  }

  private void readFeeds(ZoneId businessZone) {
    for (Path path : feedFiles()) {
      String fileName = path.getFileName().toString();
      if (!fileName.endsWith(YAML)) {
        mistakes.add(
            Location.of(display(FEEDS + "/" + fileName)),
            "is no feed file; name it *.yaml or move it elsewhere");
        continue;
      }
      String name = fileName.substring(0, fileName.length() - YAML.length());
      try (Section file = Section.of(file(FEEDS + "/" + fileName), mistakes)) {
        readFeed(name, file, businessZone);
      }
    }
  }

  private void readFeed(String name, Section file, ZoneId businessZone) {
    if (file.has("maps-to")) {
      sources.add(SourceReader.read(name, file, businessZone));
    } else if (file.has("feed")) {
      FeedReader.Feed feed = FeedReader.read(name, file, businessZone);
      feeds.add(feed.definition());
      sources.add(feed.generic());
    } else {
      file.ignoreRest();
      file.mistake(
          "feed",
          "the file says neither feed nor maps-to; write feed: %s or maps-to: FEED"
              .formatted(name));
    }
  }

  private List<Path> feedFiles() {
    try (Stream<Path> list = Files.list(confDir.resolve(FEEDS))) {
      return list.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      mistakes.add(
          Location.of(display(FEEDS)),
          "the folder is missing; run 'ringlake init DIR' for the defaults");
      return List.of();
    }
  }

  private List<ExchangeRate> rates(RinglakeConfig ringlake) {
    return ringlake
        .exchangeRates()
        .map(
            file ->
                ExchangeRatesReader.read(
                    confDir.resolveSibling(file),
                    file,
                    locations().of(RINGLAKE, "exchange-rates"),
                    mistakes))
        .orElse(List.of());
  }

  /** Nothing is looked for where there is no such file. */
  private QualityRules quality() {
    return Files.exists(confDir.resolve(QUALITY))
        ? QualityReader.read(file(QUALITY), mistakes)
        : QualityRules.NONE;
  }

  private YamlNode.Mapping file(String name) {
    Path path = confDir.resolve(name);
    if (!Files.exists(path)) {
      mistakes.add(
          Location.of(display(name)),
          "the file is missing; run 'ringlake init DIR' for the defaults");
      return new YamlNode.Mapping(Location.of(display(name)), Map.of());
    }
    return files.computeIfAbsent(name, key -> YamlReader.file(path, display(name), mistakes));
  }

  private Locations locations() {
    return new Locations(folder(), files);
  }

  private String display(String name) {
    return folder() + "/" + name;
  }

  private String folder() {
    return confDir.getFileName().toString();
  }
}
