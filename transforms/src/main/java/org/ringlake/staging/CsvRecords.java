package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.ReaderOptions;

/**
 * Lines of delimited text taken apart.
 *
 * <p>Grain: one row per line. Columns: those of {@link Passage} that came in, {@link
 * Passage#PROBLEM}, and the source's columns as text (NULL where empty).
 */
public final class CsvRecords {
  private static final String PARSED = "__parsed";
  private static final String UNFIT = "__unfit";

  /**
   * What from_csv takes for the end of a line. Without one its parser throws an exception at the
   * end of every line, which takes longer than all the rest.
   */
  private static final String LINE_END = "\uFFFF";

  /** Stands for what is between quotes. */
  private static final String QUOTED_TEXT = "\uFFFE";

  private CsvRecords() {}

  /**
   * Takes lines apart.
   *
   * @param lines with {@link Passage#RAW}, already decoded
   * @param columns the names of the columns by position
   */
  public static Dataset<Row> from(Dataset<Row> lines, ReaderOptions options, List<String> columns) {
    Column raw = col(Passage.RAW);
    Column ended = concat(raw, lit(LINE_END));
    Column parsed = from_csv(ended, lit(schema(columns).toDDL()), parserOptions(options));
    Dataset<Row> apart = lines.withColumn(PARSED, parsed);
    return apart
        .withColumn(
            Passage.PROBLEM,
            coalesce(
                TextLines.undecodable(raw),
                when(isUnclosed(raw, options), lit("a quote is never closed")),
                wrongCount(col(PARSED).getField(UNFIT), raw, options, columns.size())))
        .select(withSourceColumns(lines, columns));
  }

  private static Column[] withSourceColumns(Dataset<Row> lines, List<String> columns) {
    Column[] selected = new Column[lines.columns().length + 1 + columns.size()];
    int at = 0;
    for (String carried : lines.columns()) {
      selected[at++] = col(carried);
    }
    selected[at++] = col(Passage.PROBLEM);
    for (String column : columns) {
      selected[at++] = col(PARSED).getField(column).as(column);
    }
    return selected;
  }

  private static StructType schema(List<String> columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema.add(UNFIT, DataTypes.StringType);
  }

  private static Map<String, String> parserOptions(ReaderOptions options) {
    return Map.of(
        "sep", options.delimiter(),
        "quote", options.quote(),
        "escape", options.escape(),
        "mode", "PERMISSIVE",
        "columnNameOfCorruptRecord", UNFIT);
  }

  /** Whether a quoted value runs past the end of the line. */
  static Column isUnclosed(Column line, ReaderOptions options) {
    if (options.quote().isEmpty()) {
      return lit(false);
    }
    String quote = literal(options.quote());
    String opens =
        "(^|%s)\\s*%s|%s%2$s".formatted(literal(options.delimiter()), quote, QUOTED_TEXT);
    return line.contains(lit(options.quote())).and(withoutQuotedText(line, options).rlike(opens));
  }

  /**
   * A reason for a record that has more or fewer columns than it may.
   *
   * @param unfit null where the parser found as many as there are names
   * @param record as it was read
   */
  public static Column wrongCount(Column unfit, Column record, ReaderOptions options, int columns) {
    return when(
        unfit.isNotNull().and(not(isWithin(record, options, columns))),
        concat(
            lit("the row has "),
            columnCount(record, options).cast(DataTypes.StringType),
            lit(" columns, not " + expectation(options, columns))));
  }

  private static Column withoutEscapedQuotes(Column line, ReaderOptions options) {
    return options.escape().equals(options.quote()) || options.escape().isEmpty()
        ? line
        : regexp_replace(line, literal(options.escape()) + ".", "");
  }

  /**
   * A line with {@link #QUOTED_TEXT} in the place of quotes that begin a value and what is between
   * them; quotes elsewhere are text.
   */
  private static Column withoutQuotedText(Column line, ReaderOptions options) {
    String quote = options.quote();
    Column plain = withoutEscapedQuotes(line, options);
    if (quote.isEmpty()) {
      return plain;
    }
    // \G: right after the quotes before, where a quote written twice is text of the same value
    String quoted =
        "((?:^|%s)\\s*|\\G)%s[^%s]*%2$s"
            .formatted(literal(options.delimiter()), literal(quote), inClass(quote));
    return regexp_replace(plain, quoted, "$1" + QUOTED_TEXT);
  }

  private static Column isWithin(Column line, ReaderOptions options, int columns) {
    return options.minColumns() == 0
        ? lit(false)
        : columnCount(line, options).between(options.minColumns(), columns);
  }

  private static Column columnCount(Column line, ReaderOptions options) {
    return size(split(withoutQuotedText(line, options), literal(options.delimiter()), -1));
  }

  private static String expectation(ReaderOptions options, int columns) {
    return options.minColumns() == 0
        ? String.valueOf(columns)
        : "%d to %d".formatted(options.minColumns(), columns);
  }

  private static String literal(String text) {
    return text.chars().allMatch(Character::isLetterOrDigit) ? text : Pattern.quote(text);
  }

  private static String inClass(String character) {
    return "\\" + character;
  }
}
