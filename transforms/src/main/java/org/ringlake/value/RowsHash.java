package org.ringlake.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Row;

/** SHA-256 of the rows that something is fitted to, which come in an order of their own. */
public final class RowsHash {
  private static final byte NOTHING = 0;
  private static final byte SOMETHING = 1;

  private final MessageDigest digest;

  public RowsHash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds the text of each of a row's cells; null is none. */
  public void add(Row row) {
    for (int at = 0; at < row.size(); at++) {
      if (row.isNullAt(at)) {
        digest.update(NOTHING);
      } else {
        digest.update(SOMETHING);
        add(digest, row.get(at).toString());
      }
    }
  }

  /** The hash of what was added, and of something else; more can be added. */
  public String with(String text) {
    MessageDigest all = copy();
    add(all, text);
    return HexFormat.of().formatHex(all.digest());
  }

  /** With its length before it, so that texts end where they do. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private MessageDigest copy() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 cannot go on from here", e);
    }
  }
}
