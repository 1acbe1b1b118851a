package org.ringlake.jobs.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;

/**
 * A group of keys being read. Whatever is wrong goes to the mistakes and reads as absent, so that
 * reading goes on; {@link #close} reports the keys nobody asked for.
 */
final class Section implements AutoCloseable {
  private static final int LONGEST_QUOTED = 60;

  private final YamlNode.Mapping node;
  private final String prefix;
  private final Mistakes mistakes;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(YamlNode.Mapping node, String prefix, Mistakes mistakes) {
    this.node = node;
    this.prefix = prefix;
    this.mistakes = mistakes;
  }

  /** The top of a file. */
  static Section of(YamlNode.Mapping node, Mistakes mistakes) {
    return new Section(node, "", mistakes);
  }

  Location where() {
    return node.where();
  }

  /** Where a key stands, or the group where it is absent. */
  Location where(String key) {
    YamlNode.Entry entry = node.entries().get(key);
    return entry == null ? node.where() : entry.where();
  }

  boolean isEmpty() {
    return node.entries().isEmpty();
  }

  boolean has(String key) {
    return present(key).isPresent();
  }

  void mistake(String key, String what) {
    mistakes.add(where(key), what);
  }

  <T> Optional<T> optional(String key, ValueParser<T> parser) {
    return present(key).flatMap(value -> parsed(label(key), value, parser));
  }

  <T> T or(String key, T otherwise, ValueParser<T> parser) {
    return optional(key, parser).orElse(otherwise);
  }

  /** A value that must be there; absent in the answer only together with a mistake. */
  <T> Optional<T> required(String key, String remedy, ValueParser<T> parser) {
    if (!has(key)) {
      mistake(key, "'%s' is missing; %s".formatted(label(key), remedy));
    }
    return optional(key, parser);
  }

  /** A list of values; empty where absent. */
  <T> List<T> list(String key, ValueParser<T> parser) {
    List<T> values = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (YamlNode item : items(key)) {
      parsed(label(key), item, parser)
          .ifPresent(
              value -> {
                values.add(value);
                if (!seen.add(value)) {
                  mistakes.add(item.where(), "%s has '%s' twice".formatted(label(key), value));
                }
              });
    }
    return values;
  }

  /** The items of a list as they are; none where absent. */
  List<YamlNode> items(String key) {
    Optional<YamlNode> value = present(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    mistakes.add(value.get().where(), "'%s' is no list; write [a, b]".formatted(label(key)));
    return List.of();
  }

  /** A list of groups, each in its place; empty where absent. */
  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (YamlNode item : items(key)) {
      if (item instanceof YamlNode.Mapping mapping) {
        sections.add(new Section(mapping, "", mistakes));
      } else {
        mistakes.add(
            item.where(), "each of '%s' is a group; write {key: value}".formatted(label(key)));
        sections.add(inPlaceOf(item));
      }
    }
    return sections;
  }

  /** A group without keys whose absence is no further mistake. */
  private static Section inPlaceOf(YamlNode item) {
    return new Section(new YamlNode.Mapping(item.where(), Map.of()), "", new Mistakes());
  }

  /** The group under a key, read as one that is empty where it is absent. */
  Section section(String key) {
    YamlNode.Mapping mapping =
        present(key)
            .flatMap(value -> mapping(label(key), value))
            .orElseGet(() -> new YamlNode.Mapping(where(key), Map.of()));
    return new Section(mapping, label(key) + ".", mistakes);
  }

  /**
   * An item of a list that is a group, or short for one with a single key.
   *
   * @param shortFor the key that a plain value stands for
   */
  Section item(String list, String shortFor, YamlNode item) {
    if (item instanceof YamlNode.Scalar) {
      YamlNode.Entry only = new YamlNode.Entry(item.where(), item);
      YamlNode.Mapping group = new YamlNode.Mapping(item.where(), Map.of(shortFor, only));
      return new Section(group, "", mistakes);
    }
    return mapping(label(list), item)
        .map(mapping -> new Section(mapping, "", mistakes))
        .orElseGet(() -> inPlaceOf(item));
  }

  /** Every key with the group under it: for groups whose keys are names of one's own. */
  Map<String, Section> named() {
    Map<String, Section> named = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, entry) -> {
              known.add(key);
              mapping(key, entry.value())
                  .ifPresent(
                      mapping -> named.put(key, new Section(at(entry, mapping), "", mistakes)));
            });
    return named;
  }

  /**
   * Every key with its text, empty where that is a mistake: for groups whose keys are names of
   * one's own.
   */
  Map<String, String> texts(ValueParser<String> parser) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, entry) -> {
              known.add(key);
              texts.put(key, parsed(key, entry.value(), parser).orElse(""));
            });
    return texts;
  }

  /** Every key, in the order written: for groups whose keys are names of one's own. */
  List<String> keys() {
    return List.copyOf(node.entries().keySet());
  }

  boolean isScalar(String key) {
    return present(key).filter(YamlNode.Scalar.class::isInstance).isPresent();
  }

  /** Leaves the other keys unread: for a group whose kind is not known. */
  void ignoreRest() {
    known.addAll(node.entries().keySet());
  }

  /** Reports the keys that nothing has asked for. */
  @Override
  public void close() {
    node.entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                mistakes.add(
                    entry.where(), "key '%s' is unknown; %s".formatted(label(key), remedy(key)));
              }
            });
  }

  private String remedy(String key) {
    return Nearest.to(key, known)
        .map(name -> "the nearest is '%s'".formatted(label(name)))
        .orElseGet(
            () ->
                "known here are "
                    + String.join(", ", new TreeSet<>(known).stream().map(this::label).toList()));
  }

  private static YamlNode.Mapping at(YamlNode.Entry entry, YamlNode.Mapping mapping) {
    return new YamlNode.Mapping(entry.where(), mapping.entries());
  }

  private Optional<YamlNode> present(String key) {
    known.add(key);
    return Optional.ofNullable(node.entries().get(key))
        .map(YamlNode.Entry::value)
        .filter(value -> !(value instanceof YamlNode.Scalar scalar && scalar.text() == null));
  }

  private Optional<YamlNode.Mapping> mapping(String label, YamlNode value) {
    if (value instanceof YamlNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    mistakes.add(
        value.where(), "'%s' is no group of keys; write its keys below it".formatted(label));
    return Optional.empty();
  }

  private <T> Optional<T> parsed(String label, YamlNode value, ValueParser<T> parser) {
    if (!(value instanceof YamlNode.Scalar scalar) || scalar.text() == null) {
      mistakes.add(
          value.where(), "'%s' is no single value; write %s: value".formatted(label, label));
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(scalar.text()));
    } catch (IllegalArgumentException e) {
      mistakes.add(
          value.where(), "%s '%s' %s".formatted(label, shortened(scalar.text()), e.getMessage()));
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    return StringUtils.abbreviate(StringUtils.normalizeSpace(text), LONGEST_QUOTED);
  }

  private String label(String key) {
    return prefix + key;
  }
}
