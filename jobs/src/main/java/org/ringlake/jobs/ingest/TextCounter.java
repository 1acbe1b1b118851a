package org.ringlake.jobs.ingest;

import java.io.ByteArrayOutputStream;

/**
 * Counts lines that are not blank, as Spark's text reader divides them (LF, CR LF or CR), keeps the
 * first, and counts quotes. Bytes are those of any encoding that contains ASCII.
 */
final class TextCounter {
  static final char NO_QUOTE = 0;

  private static final int FIRST_LINE_LIMIT = 1 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte quote;
  private final byte escape;
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private boolean hasContent;
  private long lines;
  private long quotes;
  private boolean isEscaped;
  private int markedBytes;
  private boolean isAtStart = true;

  /**
   * A counter.
   *
   * @param quote the character that quotes, or {@link #NO_QUOTE}
   * @param escape the character that takes the meaning from a quote after it, or the quote itself
   */
  TextCounter(char quote, char escape) {
    this.quote = (byte) quote;
    this.escape = (byte) (escape == quote ? NO_QUOTE : escape);
  }

  void add(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      byte each = bytes[at];
      boolean escapesNext = each == escape && !isEscaped;
      if (each > ' ' || each < 0) {
        hasContent |= !isMark(each);
        if (each == quote && !isEscaped) {
          quotes++;
        }
      } else if (each == '\n' || each == '\r') {
        endLine();
        isEscaped = false;
        continue;
      } else if (each != ' ' && each != '\t') {
        hasContent = true;
      }
      if (lines == 0 && first.size() < FIRST_LINE_LIMIT) {
        first.write(each);
      }
      isEscaped = escapesNext;
    }
  }

  /** Whether a byte is one of the mark that a file may begin with. */
  private boolean isMark(byte each) {
    isAtStart &= markedBytes < BYTE_ORDER_MARK.length && each == BYTE_ORDER_MARK[markedBytes];
    markedBytes++;
    return isAtStart;
  }

  void end() {
    endLine();
  }

  long lines() {
    return lines;
  }

  /** Whether every quote that opens is closed, taking the file as a whole. */
  boolean hasPairedQuotes() {
    return quote == NO_QUOTE || quotes % 2 == 0;
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
