package org.ringlake.jobs.config;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringlake.feed.Exclusion;
import org.ringlake.feed.FileFormat;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.ReaderOptions;
import org.ringlake.feed.SourceMapping;

/** Reads a file of {@code conf/feeds} that maps a vendor's format to a feed. */
final class SourceReader {
  private final String name;
  private final Section file;

  private SourceReader(String name, Section file) {
    this.name = name;
    this.file = file;
  }

  static SourceMapping read(String name, Section file, ZoneId businessZone) {
    return new SourceReader(name, file).mapping(businessZone);
  }

  private SourceMapping mapping(ZoneId businessZone) {
    Descriptions.check(file);
    if (!file.has("columns")) {
      file.mistake("columns", "'columns' is missing; write columns: with feed column: SQL below");
    }
    return new SourceMapping(
        name,
        file.or("maps-to", "", Values::text),
        file.or("inbox", name, Values::text),
        file.or("files", "*", Values::text),
        file.or("timezone", businessZone, Values::zone),
        reader(),
        file.optional("explode", SqlSyntax::expression),
        expressions("let", SqlSyntax::expression),
        file.optional("where", SqlSyntax::expression),
        expressions("columns", SqlSyntax::expression),
        expressions("combine", SqlSyntax::aggregate),
        exclusions());
  }

  private ReaderOptions reader() {
    ReaderOptions options = ReaderOptionsReader.read(file);
    if (options.format() == FileFormat.JSON && options.schema().isEmpty()) {
      Section reader = file.section("reader");
      if (!reader.has("schema")) {
        reader.mistake(
            "schema", "reader.schema is missing; list the fields of a record, such as id STRING");
      }
    }
    return options;
  }

  private List<NamedExpression> expressions(String key, ValueParser<String> parser) {
    List<NamedExpression> expressions = new ArrayList<>();
    for (Map.Entry<String, String> each : file.section(key).texts(parser).entrySet()) {
      expressions.add(new NamedExpression(each.getKey(), each.getValue()));
    }
    return expressions;
  }

  private List<Exclusion> exclusions() {
    List<Exclusion> exclusions = new ArrayList<>();
    for (Section section : file.sections("exclude")) {
      try (section) {
        Optional<String> column =
            section.required("column", "name the column to look up", Values::text);
        Optional<String> feed =
            section.required("feed", "name the feed that lists the rows", Values::text);
        Optional<String> listedIn =
            section.required("listed-in", "name that feed's column", Values::text);
        exclusions.add(new Exclusion(column.orElse(""), feed.orElse(""), listedIn.orElse("")));
      }
    }
    return exclusions;
  }
}
