package org.ringlake.jobs.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the line where a piece of the loaded configuration was written. */
public final class Locations {
  private final String folder;
  private final Map<String, YamlNode.Mapping> files;

  /**
   * @param folder the configuration's folder as people know it
   * @param files by their paths below it
   */
  Locations(String folder, Map<String, YamlNode.Mapping> files) {
    this.folder = folder;
    this.files = Map.copyOf(files);
  }

  /**
   * Where a value stands, as far down the path as the file goes.
   *
   * @param file below the configuration's folder, such as {@code feeds/calls.yaml}
   * @param path keys, and positions counted from 0 in lists
   */
  Location of(String file, Object... path) {
    YamlNode node = files.get(file);
    Location where = Location.of(folder + "/" + file);
    for (Object step : path) {
      if (node instanceof YamlNode.Mapping mapping && mapping.entries().containsKey(step)) {
        where = mapping.entries().get(step).where();
        node = mapping.entries().get(step).value();
      } else if (node instanceof YamlNode.Sequence sequence && step instanceof Integer index) {
        node = sequence.items().get(index);
        where = node.where();
      } else {
        return where;
      }
    }
    return where;
  }

  /** In the file of a feed or source. */
  Location inFeed(String name, Object... path) {
    return of(feedFile(name), path);
  }

  /** Every place of a key and what is below it; none where it is not written. */
  Set<Location> allInFeed(String name, String... path) {
    Set<Location> places = new HashSet<>();
    entry(files.get(feedFile(name)), List.of(path)).ifPresent(found -> collect(found, places));
    return places;
  }

  private static Optional<YamlNode.Entry> entry(YamlNode node, List<String> path) {
    if (!(node instanceof YamlNode.Mapping mapping)
        || !mapping.entries().containsKey(path.get(0))) {
      return Optional.empty();
    }
    YamlNode.Entry entry = mapping.entries().get(path.get(0));
    return path.size() == 1
        ? Optional.of(entry)
        : entry(entry.value(), path.subList(1, path.size()));
  }

  private static void collect(YamlNode.Entry entry, Set<Location> places) {
    places.add(entry.where());
    collect(entry.value(), places);
  }

  private static void collect(YamlNode node, Set<Location> places) {
    places.add(node.where());
    if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(item -> collect(item, places));
    } else if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().values().forEach(entry -> collect(entry, places));
    }
  }

  private static String feedFile(String name) {
    return "feeds/" + name + ".yaml";
  }
}
