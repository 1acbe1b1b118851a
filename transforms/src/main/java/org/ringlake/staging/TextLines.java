package org.ringlake.staging;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ltrim;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lines of text files as they were read: decoded, without blank lines, header and byte marks. */
public final class TextLines {
  private static final String UTF_8 = "UTF-8";
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String REPLACEMENT = "\uFFFD";
  private static final String LINE_BLANKS = " \t\r";

  /** What is no part of a value where it stands at its ends. */
  static final String BLANKS = " \t\r\n\u00A0\u3000";

  /** In what could hold a blank other than a space, also as an escape of JSON. */
  private static final List<String> SIGNS_OF_BLANKS =
      List.of("\t", "\r", "\n", "\u00A0", "\u3000", "\\");

  private TextLines() {}

  /**
   * The lines that are rows.
   *
   * @param lines with the bytes of a line in {@link Passage#RAW}
   * @param header the line, without byte order mark, that names the columns and is no row
   */
  public static Dataset<Row> rows(Dataset<Row> lines, String encoding, Optional<String> header) {
    Column decoded = decoded(col(Passage.RAW), encoding);
    Column line =
        when(decoded.startsWith(lit(BYTE_ORDER_MARK)), ltrim(decoded, lit(BYTE_ORDER_MARK)))
            .otherwise(decoded);
    Dataset<Row> texts =
        lines
            .withColumn(Passage.RAW, line)
            .filter(trim(col(Passage.RAW), lit(LINE_BLANKS)).notEqual(""))
            .withColumn(Passage.HAS_BLANKS, hasBlanks(col(Passage.RAW)));
    return header.map(text -> texts.filter(col(Passage.RAW).notEqual(text))).orElse(texts);
  }

  private static Column hasBlanks(Column text) {
    return SIGNS_OF_BLANKS.stream()
        .map(sign -> text.contains(lit(sign)))
        .reduce(Column::or)
        .orElseThrow();
  }

  private static Column decoded(Column bytes, String encoding) {
    return encoding.equalsIgnoreCase(UTF_8)
        ? bytes
        : call_function("decode", bytes.cast("binary"), lit(encoding));
  }

  /** A reason for text that its encoding does not allow; open to further cases. */
  public static Column undecodable(Column text) {
    return when(
            not(call_function("is_valid_utf8", text)),
            lit("the row is not valid UTF-8; declare the file's encoding"))
        .when(
            text.contains(lit(REPLACEMENT)),
            lit("the row holds bytes that its encoding does not have"));
  }
}
