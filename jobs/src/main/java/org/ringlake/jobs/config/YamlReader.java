package org.ringlake.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML into nodes that know their lines; a key given twice is a mistake. */
final class YamlReader {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final YAMLParser parser;
  private final IntFunction<Location> lines;
  private final Mistakes mistakes;

  private YamlReader(YAMLParser parser, IntFunction<Location> lines, Mistakes mistakes) {
    this.parser = parser;
    this.lines = lines;
    this.mistakes = mistakes;
  }

  /**
   * The keys of a file; none where it is missing or broken, which is a mistake at their place.
   *
   * @param name the file as people know it
   */
  static YamlNode.Mapping file(Path file, String name, Mistakes mistakes) {
    Location whole = Location.of(name);
    try {
      YamlNode node = read(Files.readString(file), line -> new Location(name, line), mistakes);
      if (node instanceof YamlNode.Mapping mapping) {
        return mapping;
      }
      if (node != null) {
        mistakes.add(node.where(), "the file must hold keys and values (key: value)");
        return new YamlNode.Mapping(node.where(), Map.of());
      }
    } catch (CharacterCodingException e) {
      mistakes.add(whole, "the file is not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      mistakes.add(whole, "cannot be read (%s); restore it".formatted(e.getMessage()));
    }
    return new YamlNode.Mapping(whole, Map.of());
  }

  /** A value given on the command line: a list in brackets, nothing at all, else text. */
  static YamlNode value(String text, Location where, Mistakes mistakes) {
    if (!text.startsWith("[")) {
      return new YamlNode.Scalar(where, text.isEmpty() ? null : text);
    }
    try {
      return read(text, line -> where, mistakes);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory failed", e);
    }
  }

  private static YamlNode read(String text, IntFunction<Location> lines, Mistakes mistakes)
      throws IOException {
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlReader reader = new YamlReader(parser, lines, mistakes);
      if (parser.nextToken() == null) {
        return null;
      }
      YamlNode node = reader.node();
      if (parser.nextToken() != null) {
        mistakes.add(reader.here(), "a second YAML document begins here; keep one a file");
      }
      return node;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      mistakes.add(lines.apply(line), "is no valid YAML: " + problem(e));
      return new YamlNode.Mapping(lines.apply(line), Map.of());
    }
  }

  private static String problem(JsonProcessingException e) {
    return e.getCause() instanceof MarkedYAMLException marked
        ? marked.getProblem()
        : e.getOriginalMessage();
  }

  private YamlNode node() throws IOException {
    if (parser.isCurrentAlias()) {
      mistakes.add(here(), "YAML aliases are not supported; repeat the value");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_NULL -> new YamlNode.Scalar(here(), null);
      default -> new YamlNode.Scalar(here(), parser.getText());
    };
  }

  private YamlNode.Mapping mapping() throws IOException {
    Location where = here();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Location keyWhere = here();
      parser.nextToken();
      YamlNode.Entry entry = new YamlNode.Entry(keyWhere, node());
      YamlNode.Entry first = entries.putIfAbsent(key, entry);
      if (first != null) {
        mistakes.add(
            keyWhere,
            "key '%s' is given twice, first in line %d; keep one"
                .formatted(key, first.where().line()));
      }
    }
    return new YamlNode.Mapping(where, entries);
  }

  private YamlNode.Sequence sequence() throws IOException {
    Location where = here();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new YamlNode.Sequence(where, items);
  }

  private Location here() {
    return lines.apply(parser.currentTokenLocation().getLineNr());
  }
}
