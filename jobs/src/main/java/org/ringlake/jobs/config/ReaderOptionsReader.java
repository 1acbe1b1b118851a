package org.ringlake.jobs.config;

import java.util.List;
import java.util.Optional;
import org.ringlake.feed.FileFormat;
import org.ringlake.feed.ReaderOptions;

/** Reads how the files of a source are read: the keys below {@code reader}. */
final class ReaderOptionsReader {
  private ReaderOptionsReader() {}

  static ReaderOptions read(Section file) {
    ReaderOptions defaults = ReaderOptions.defaults();
    try (Section reader = file.section("reader")) {
      ReaderOptions options =
          new ReaderOptions(
              reader.or("format", defaults.format(), Values.oneOf(FileFormat.class)),
              reader.or("header", defaults.header(), Values::bool),
              reader.list("columns", Values::text),
              reader.or("min-columns", defaults.minColumns(), Values.wholeFrom(1)),
              reader.or("delimiter", defaults.delimiter(), Values::oneCharacter),
              reader.or("quote", defaults.quote(), Values::oneCharacterOrNone),
              reader.or("escape", defaults.escape(), Values::oneCharacterOrNone),
              reader.or("encoding", defaults.encoding(), Values::encoding),
              reader.or("multi-line", defaults.multiLine(), Values::bool),
              reader.optional("schema", SqlSyntax::schema),
              reader.list("null-values", Values::anyText),
              reader.list("timestamp-patterns", Values::timePattern),
              reader.list("date-patterns", Values::timePattern),
              reader.or("decimal-separator", defaults.decimalSeparator(), Values::oneCharacter),
              reader.or("group-separators", defaults.groupSeparators(), Values::anyText));
      check(options, reader);
      return options;
    }
  }

  private static void check(ReaderOptions options, Section reader) {
    List<String> columns = options.columns();
    if (!options.header() && columns.isEmpty() && !reader.has("columns")) {
      reader.mistake(
          "header", "reader.header is false, but reader.columns is missing; list the columns");
    }
    if (options.header() && !columns.isEmpty()) {
      reader.mistake(
          "columns", "reader.columns are for files without header; add header: false or leave out");
    }
    if (options.minColumns() > columns.size() && !columns.isEmpty()) {
      reader.mistake(
          "min-columns",
          "reader.min-columns is %d, but there are %d columns; write at most that"
              .formatted(options.minColumns(), columns.size()));
    }
    if (options.groupSeparators().contains(options.decimalSeparator())) {
      reader.mistake(
          "group-separators",
          "reader.group-separators has the decimal separator '%s'; leave it out of one"
              .formatted(options.decimalSeparator()));
    }
    Optional<String> schema = options.schema();
    if (schema.isPresent() && options.format() != FileFormat.JSON) {
      reader.mistake("schema", "reader.schema is for JSON; add format: json or leave it out");
    }
  }
}
