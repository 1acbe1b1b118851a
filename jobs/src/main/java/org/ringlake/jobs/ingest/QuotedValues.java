package org.ringlake.jobs.ingest;

/**
 * Follows delimited text whose quoted values may hold line ends, to tell whether its last one is
 * closed. Bytes are those of any encoding that contains ASCII.
 */
final class QuotedValues {
  private static final char NONE = 0;

  private final byte delimiter;
  private final byte quote;
  private final byte escape;
  private Place place = Place.BEFORE_VALUE;

  private enum Place {
    BEFORE_VALUE,
    PLAIN,
    QUOTED,
    ESCAPED,
    AFTER_QUOTE
  }

  /**
   * The start of a text.
   *
   * @param quote one character, or empty for none
   * @param escape the character that makes a quote inside quotes literal, or the quote itself
   */
  QuotedValues(String delimiter, String quote, String escape) {
    this.delimiter = (byte) character(delimiter);
    this.quote = (byte) character(quote);
    this.escape = (byte) (escape.equals(quote) ? NONE : character(escape));
  }

  private static char character(String text) {
    return text.isEmpty() ? NONE : text.charAt(0);
  }

  void add(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      place = after(bytes[at]);
    }
  }

  boolean isLastOpen() {
    return quote != NONE && (place == Place.QUOTED || place == Place.ESCAPED);
  }

  private Place after(byte each) {
    return switch (place) {
      case QUOTED -> inQuotes(each);
      case ESCAPED -> Place.QUOTED;
      case BEFORE_VALUE, AFTER_QUOTE -> each == quote ? Place.QUOTED : outsideQuotes(each);
      case PLAIN -> outsideQuotes(each);
    };
  }

  private Place inQuotes(byte each) {
    if (each == quote) {
      return Place.AFTER_QUOTE;
    }
    return escape != NONE && each == escape ? Place.ESCAPED : Place.QUOTED;
  }

  private Place outsideQuotes(byte each) {
    boolean endsValue = each == delimiter || each == '\n' || each == '\r';
    return endsValue ? Place.BEFORE_VALUE : Place.PLAIN;
  }
}
