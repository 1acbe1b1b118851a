package org.ringlake.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Row;

/** SHA-256 of rows of {@link ValuedHistories}, which come in a fixed order. */
final class HistoriesHash {
  private final MessageDigest digest;

  HistoriesHash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(Row row) {
    digest.update(row.mkString("|").getBytes(UTF_8));
    digest.update((byte) '\n');
  }

  /** The hash of what was added and of something else. */
  String with(String text) {
    MessageDigest all = copy();
    all.update(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(all.digest());
  }

  private MessageDigest copy() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 cannot go on from here", e);
    }
  }
}
