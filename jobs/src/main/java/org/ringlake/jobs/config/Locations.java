package org.ringlake.jobs.config;

import java.util.Map;

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
    return of("feeds/" + name + ".yaml", path);
  }
}
