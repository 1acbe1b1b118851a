package org.ringlake.jobs.ingest;

import java.io.ByteArrayOutputStream;

/**
 * Counts lines that are not blank, as Spark's text reader divides them (LF, CR LF or CR), keeps the
 * first, and counts quotes. Bytes are those of any encoding that contains ASCII.
 */
final class TextCounter {
  static final char NO_QUOTE = 0;

  private static final int FIRST_LINE_LIMIT = 1 << 20;

  private final byte quote;
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private boolean hasContent;
  private long lines;
  private long quotes;

  /**
   * A counter.
   *
   * @param quote the character that quotes, or {@link #NO_QUOTE}
   */
  TextCounter(char quote) {
    this.quote = (byte) quote;
  }

  void add(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      byte each = bytes[at];
      if (each > ' ' || each < 0) {
        hasContent = true;
        if (each == quote) {
          quotes++;
        }
      } else if (each == '\n' || each == '\r') {
        endLine();
        continue;
      } else if (each != ' ' && each != '\t') {
        hasContent = true;
      }
      if (lines == 0 && first.size() < FIRST_LINE_LIMIT) {
        first.write(each);
      }
    }
  }

  void end() {
    endLine();
  }

  long lines() {
    return lines;
  }

  /** Whether every quote that opens is closed, taking the file as a whole. */
  boolean hasPairedQuotes() {
    return quotes % 2 == 0;
  }

  byte[] firstLine() {
    return first.toByteArray();
  }

  private void endLine() {
    if (hasContent) {
      lines++;
      hasContent = false;
    } else if (lines == 0) {
      first.reset();
    }
  }
}
