package org.ringlake.staging;

import static org.apache.spark.sql.functions.regexp_replace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.ringlake.feed.ReaderOptions;

/**
 * Text for people to read in which whatever could be a phone number is masked: seven digits and
 * more, or six and more that are grouped. Dates, times and amounts stay where their form tells them
 * from one.
 */
final class PhoneMask {
  static final String MASK = "***";

  private static final String GROUPING = "\\p{Zs}\\p{Pd}\\p{Cf}./()\\\\";
  private static final String NEXT_DIGIT = "[" + GROUPING + "]{0,4}\\d";

  /** Without a group that repeats: of long text it would exhaust the stack. */
  private static final String PHONE =
      "\\+?(?=\\d(?:%s){5})[\\d%s]*\\d".formatted(NEXT_DIGIT, GROUPING);

  /** No more digits, unless they are a time of the day. */
  private static final String END = "(?!%s(?!\\d?:\\d))".formatted(NEXT_DIGIT);

  private static final String ISO_DATE = "(?:19|20)\\d{2}-[01]\\d-[0-3]\\d" + END;
  private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?!\\d)";
  private static final String AMOUNT = "\\d{1,6}\\.\\d{1,2}" + END;
  private static final String SIX_DIGITS = "\\d{6}" + END;

  /** What only a whole value can be told by: commas and slashes divide the fields of a line too. */
  private static final List<String> OF_VALUES =
      List.of(
          "\\d{1,3}(?:[.,'\\p{Zs}]\\d{3}){1,5}[.,]\\d{1,2}" + END,
          "(?:19|20)\\d{2}[./-]\\d{1,2}[./-]\\d{1,2}" + END,
          "(?:19|20)\\d{2}-[01]\\d" + END,
          "\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d{2}" + END);

  private final String readable;

  /** The mask for text of a source, whose own dates and times it leaves readable. */
  PhoneMask(ReaderOptions source) {
    Stream<String> declared =
        Stream.of(source.timestampPatterns(), source.datePatterns())
            .flatMap(List::stream)
            .map(pattern -> WrittenTime.expression(pattern, END))
            .flatMap(Optional::stream);
    readable =
        Stream.concat(declared, Stream.of(ISO_DATE, CLOCK, AMOUNT, SIX_DIGITS))
            .collect(Collectors.joining("|"));
  }

  /** A line or record. */
  Column raw(Column raw) {
    return masked(raw, readable);
  }

  /** What stood in one field. */
  Column value(Column value) {
    return masked(value, readable + "|" + String.join("|", OF_VALUES));
  }

  /** Marks the readable as well as the rest, and takes its marks away again. */
  private static Column masked(Column text, String readable) {
    String kept = "(?U)(%s)".formatted(readable);
    Column marked = regexp_replace(text, kept + "|" + PHONE, "$1" + MASK);
    return regexp_replace(marked, kept + "\\*{3}", "$1");
  }
}
