package org.ringlake.jobs.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringlake.feed.Exclusion;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.SourceMapping;

/** Checks what feeds, sources and the code say about each other. */
final class FeedChecks {
  private final Map<String, FeedDefinition> feeds = new TreeMap<>();
  private final List<SourceMapping> sources;
  private final Locations locations;
  private final Mistakes mistakes;

  FeedChecks(
      List<FeedDefinition> feeds,
      List<SourceMapping> sources,
      Locations locations,
      Mistakes mistakes) {
    feeds.forEach(feed -> this.feeds.put(feed.name(), feed));
    this.sources = sources;
    this.locations = locations;
    this.mistakes = mistakes;
  }

  void check() {
    checkNeeded();
    checkFolders();
    for (SourceMapping source : sources) {
      feedOf(source).ifPresent(feed -> checkMapping(source, feed));
      checkExclusions(source);
    }
  }

  private void checkNeeded() {
    NeededColumns.BY_FEED.forEach(
        (name, columns) -> {
          FeedDefinition feed = feeds.get(name);
          if (feed == null) {
            mistakes.add(
                locations.inFeed(name),
                "feed '%s' is missing, which the measures need; restore its file from the defaults"
                    .formatted(name));
            return;
          }
          for (String column : columns) {
            if (!feed.hasColumn(column)) {
              mistakes.add(
                  locations.inFeed(name, "columns"),
                  "column '%s' is missing, which the measures need; add it".formatted(column));
            }
          }
        });
  }

  private void checkFolders() {
    Map<List<String>, String> first = new HashMap<>();
    for (SourceMapping source : sources) {
      String other =
          first.putIfAbsent(List.of(source.feed(), source.folder(), source.files()), source.name());
      if (other != null) {
        mistakes.add(
            locations.inFeed(source.name(), "inbox"),
            "takes the same rows as '%s' (files %s in folder %s); give it another inbox or files"
                .formatted(other, source.files(), source.folder()));
      }
    }
  }

  private Optional<FeedDefinition> feedOf(SourceMapping source) {
    FeedDefinition feed = feeds.get(source.feed());
    if (feed == null) {
      mistakes.add(
          locations.inFeed(source.name(), "maps-to"),
          "maps-to '%s' is no feed; %s"
              .formatted(source.feed(), Nearest.remedy(source.feed(), feeds.keySet())));
    }
    return Optional.ofNullable(feed);
  }

  private void checkMapping(SourceMapping source, FeedDefinition feed) {
    checkTargets(source, feed, "columns", source.columns());
    checkTargets(source, feed, "combine", source.combine());
    for (FeedColumn column : feed.columns()) {
      boolean isMapped =
          source.columns().stream().anyMatch(mapped -> mapped.name().equals(column.name()));
      if (column.required() && !isMapped) {
        mistakes.add(
            locations.inFeed(source.name(), "columns"),
            "column '%s' is required by feed '%s', but not mapped; add it"
                .formatted(column.name(), feed.name()));
      }
    }
    for (NamedExpression combined : source.combine()) {
      if (feed.key().contains(combined.name())) {
        mistakes.add(
            locations.inFeed(source.name(), "combine", combined.name()),
            "combine: '%s' is the key that rows are combined by; leave it out"
                .formatted(combined.name()));
      }
    }
  }

  private void checkTargets(
      SourceMapping source, FeedDefinition feed, String key, List<NamedExpression> targets) {
    for (NamedExpression target : targets) {
      if (!feed.hasColumn(target.name())) {
        mistakes.add(
            locations.inFeed(source.name(), key, target.name()),
            unknownColumn(key, target.name(), feed));
      }
    }
  }

  private void checkExclusions(SourceMapping source) {
    List<Exclusion> exclusions = source.exclude();
    for (int index = 0; index < exclusions.size(); index++) {
      checkExclusion(source, exclusions.get(index), index);
    }
  }

  /** What is blank is a mistake already. */
  private void checkExclusion(SourceMapping source, Exclusion exclusion, int index) {
    FeedDefinition own = feeds.get(source.feed());
    if (own != null && lacks(own, exclusion.column())) {
      mistakes.add(
          locations.inFeed(source.name(), "exclude", index, "column"),
          unknownColumn("exclude", exclusion.column(), own));
    }
    FeedDefinition listing = feeds.get(exclusion.feed());
    if (listing != null && lacks(listing, exclusion.listedIn())) {
      mistakes.add(
          locations.inFeed(source.name(), "exclude", index, "listed-in"),
          unknownColumn("exclude", exclusion.listedIn(), listing));
    }
    if (listing == null && !exclusion.feed().isBlank()) {
      mistakes.add(
          locations.inFeed(source.name(), "exclude", index, "feed"),
          "exclude: feed '%s' is unknown; %s"
              .formatted(exclusion.feed(), Nearest.remedy(exclusion.feed(), feeds.keySet())));
    }
  }

  private static boolean lacks(FeedDefinition feed, String column) {
    return !column.isBlank() && !feed.hasColumn(column);
  }

  private static String unknownColumn(String key, String column, FeedDefinition feed) {
    List<String> known = feed.storedColumns().stream().map(FeedColumn::name).toList();
    return "%s: '%s' is no column of feed '%s'; %s"
        .formatted(key, column, feed.name(), Nearest.remedy(column, known));
  }
}
