package org.ringlake.jobs.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file that remembers its line. */
sealed interface YamlNode {

  Location where();

  /** Text, numbers and booleans, as written; null where a key has no value. */
  record Scalar(Location where, String text) implements YamlNode {}

  /** A list. */
  record Sequence(Location where, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A group of keys, in the order written. */
  record Mapping(Location where, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** The value of a key, and where the key stands. */
  record Entry(Location where, YamlNode value) {}
}
