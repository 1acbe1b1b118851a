package org.ringlake.feed;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How files of one source are read.
 *
 * @param header CSV: the first line names the columns
 * @param columns CSV without header: the columns by position
 * @param minColumns CSV without header: rows may stop after this many columns
 * @param delimiter CSV: one character; TSV files under AUTO are read with a tab
 * @param quote CSV: one character, or empty for none
 * @param escape CSV: the character that makes a quote inside quotes literal
 * @param encoding name of the character set, such as UTF-8, GB18030, ISO-8859-1
 * @param multiLine CSV: quoted values may hold line ends; JSON: a file is one document
 * @param schema JSON: the record's fields as Spark DDL, leaves best as STRING; empty for the feed's
 *     columns as text
 * @param nullValues texts that mean no value, beside the empty text
 * @param timestampPatterns patterns tried in order; empty for ISO 8601
 * @param datePatterns patterns tried in order; empty for ISO 8601
 * @param decimalSeparator one character
 * @param groupSeparators characters that group digits; a space stands for every kind of space
 */
public record ReaderOptions(
    FileFormat format,
    boolean header,
    List<String> columns,
    int minColumns,
    String delimiter,
    String quote,
    String escape,
    String encoding,
    boolean multiLine,
    Optional<String> schema,
    List<String> nullValues,
    List<String> timestampPatterns,
    List<String> datePatterns,
    String decimalSeparator,
    String groupSeparators)
    implements Serializable {

  public ReaderOptions {
    columns = List.copyOf(columns);
    nullValues = List.copyOf(nullValues);
    timestampPatterns = List.copyOf(timestampPatterns);
    datePatterns = List.copyOf(datePatterns);
  }

  /** What a generic feed is read with: by ending, comma, double quotes, UTF-8, ISO 8601. */
  public static ReaderOptions defaults() {
    return new ReaderOptions(
        FileFormat.AUTO,
        true,
        List.of(),
        0,
        ",",
        "\"",
        "\"",
        "UTF-8",
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        ".",
        "");
  }

  /** The same with another delimiter. */
  public ReaderOptions withDelimiter(String other) {
    return new ReaderOptions(
        format,
        header,
        columns,
        minColumns,
        other,
        quote,
        escape,
        encoding,
        multiLine,
        schema,
        nullValues,
        timestampPatterns,
        datePatterns,
        decimalSeparator,
        groupSeparators);
  }
}
