package org.ringlake.staging;

import java.util.List;
import org.ringlake.feed.ReaderOptions;

/** Reader options that differ from the defaults in what is said. */
final class ReaderOptionsBuilder {
  private int minColumns;
  private String delimiter = ",";
  private String escape = "\"";
  private String encoding = "UTF-8";
  private List<String> timestampPatterns = List.of();
  private List<String> datePatterns = List.of();
  private String decimalSeparator = ".";
  private String groupSeparators = "";

  ReaderOptionsBuilder minColumns(int least) {
    minColumns = least;
    return this;
  }

  ReaderOptionsBuilder delimiter(String character) {
    delimiter = character;
    return this;
  }

  ReaderOptionsBuilder escape(String character) {
    escape = character;
    return this;
  }

  ReaderOptionsBuilder encoding(String name) {
    encoding = name;
    return this;
  }

  ReaderOptionsBuilder timestamps(String... patterns) {
    timestampPatterns = List.of(patterns);
    return this;
  }

  ReaderOptionsBuilder dates(String... patterns) {
    datePatterns = List.of(patterns);
    return this;
  }

  ReaderOptionsBuilder numbers(String decimal, String group) {
    decimalSeparator = decimal;
    groupSeparators = group;
    return this;
  }

  ReaderOptions build() {
    ReaderOptions defaults = ReaderOptions.defaults();
    return new ReaderOptions(
        defaults.format(),
        defaults.header(),
        List.of(),
        minColumns,
        delimiter,
        defaults.quote(),
        escape,
        encoding,
        false,
        defaults.schema(),
        List.of(),
        timestampPatterns,
        datePatterns,
        decimalSeparator,
        groupSeparators);
  }
}
