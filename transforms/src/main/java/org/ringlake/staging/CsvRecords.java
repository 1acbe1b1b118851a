package org.ringlake.staging;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;

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
    Column unfit = col(PARSED).getField(UNFIT).isNotNull();
    return apart
        .withColumn(
            Passage.PROBLEM,
            TextLines.undecodable(raw)
                .when(isUnclosed(raw, options), lit("a quote is never closed"))
                .when(
                    unfit.and(not(isWithin(raw, options, columns.size()))),
                    concat(
                        lit("the row has "),
                        columnCount(raw, options).cast(DataTypes.StringType),
                        lit(" columns, not " + expectation(options, columns.size())))))
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

  /**
   * Whether a quoted value runs past the end of the line. Only a line with an odd number of quotes
   * can have one, so others are not searched.
   */
  static Column isUnclosed(Column line, ReaderOptions options) {
    if (options.quote().isEmpty()) {
      return lit(false);
    }
    String quote = options.quote();
    Column plain = withoutEscapedQuotes(line, options);
    Column isOdd =
        length(plain).minus(length(regexp_replace(plain, literal(quote), ""))).mod(2).equalTo(1);
    String opensValue = "(^|%s)\\s*%s".formatted(literal(options.delimiter()), literal(quote));
    return line.contains(lit(quote))
        .and(isOdd)
        .and(withoutQuotedText(plain, quote).rlike(opensValue));
  }

  private static Column withoutEscapedQuotes(Column line, ReaderOptions options) {
    return options.escape().equals(options.quote()) || options.escape().isEmpty()
        ? line
        : regexp_replace(line, literal(options.escape()) + ".", "");
  }

  /** A line without what stands between quotes; of an odd number of quotes the last stays. */
  private static Column withoutQuotedText(Column line, String quote) {
    return regexp_replace(
        line, "%s[^%s]*%s".formatted(literal(quote), inClass(quote), literal(quote)), "");
  }

  private static Column isWithin(Column line, ReaderOptions options, int columns) {
    return options.minColumns() == 0
        ? lit(false)
        : columnCount(line, options).between(options.minColumns(), columns);
  }

  private static Column columnCount(Column line, ReaderOptions options) {
    String quote = options.quote();
    Column plain = withoutEscapedQuotes(line, options);
    Column unquoted = quote.isEmpty() ? plain : withoutQuotedText(plain, quote);
    return size(split(unquoted, literal(options.delimiter()), -1));
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
