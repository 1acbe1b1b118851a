package org.ringlake.jobs.ingest;

import java.io.ByteArrayOutputStream;

/**
 * Counts lines that are not blank, as Spark's text reader divides them (LF, CR LF or CR), and keeps
 * the first. Bytes are those of any encoding that contains ASCII.
 */
final class TextCounter {
  private static final int FIRST_LINE_LIMIT = 1 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private boolean hasContent;
  private long lines;
  private int markedBytes;
  private boolean isAtStart = true;

  void add(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      byte each = bytes[at];
      if (each > ' ' || each < 0) {
        hasContent |= !isMark(each);
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
