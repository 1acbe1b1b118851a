package org.ringlake.jobs.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the values of {@code --set key=value} over those of a file; Spark's own keys are not ours.
 */
final class Overrides {
  private static final String SPARK = "spark.";

  private Overrides() {}

  static YamlNode.Mapping over(
      YamlNode.Mapping file, Map<String, String> overrides, Mistakes mistakes) {
    YamlNode.Mapping result = file;
    for (Map.Entry<String, String> each : overrides.entrySet()) {
      if (each.getKey().startsWith(SPARK)) {
        continue;
      }
      Location where = where(each);
      YamlNode value = YamlReader.value(each.getValue(), where, mistakes);
      result = with(result, each.getKey(), value, where);
    }
    return result;
  }

  /** Where mistakes in these values are told to be. */
  static Set<Location> places(Map<String, String> overrides) {
    return overrides.entrySet().stream().map(Overrides::where).collect(Collectors.toSet());
  }

  private static Location where(Map.Entry<String, String> override) {
    return Location.of("--set %s=%s".formatted(override.getKey(), override.getValue()));
  }

  private static YamlNode.Mapping with(
      YamlNode.Mapping group, String path, YamlNode value, Location where) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(group.entries());
    YamlNode inner =
        dot < 0
            ? value
            : with(below(entries.get(key), where), path.substring(dot + 1), value, where);
    Location keyWhere = dot < 0 || !entries.containsKey(key) ? where : entries.get(key).where();
    entries.put(key, new YamlNode.Entry(keyWhere, inner));
    return new YamlNode.Mapping(group.where(), entries);
  }

  private static YamlNode.Mapping below(YamlNode.Entry entry, Location where) {
    return entry != null && entry.value() instanceof YamlNode.Mapping mapping
        ? mapping
        : new YamlNode.Mapping(where, Map.of());
  }
}
