package org.ringlake.jobs.config;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** The 256-bit key under which personal values are hashed. Never printed. */
public final class PrivacyKey {
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private final byte[] bytes;

  private PrivacyKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** From 64 hexadecimal digits, space around them allowed. */
  static PrivacyKey fromHex(String text) {
    String digits = text.strip();
    if (!HEX.matcher(digits).matches()) {
      throw new IllegalArgumentException("does not hold 64 hexadecimal digits");
    }
    return new PrivacyKey(HexFormat.of().parseHex(digits));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "PrivacyKey[hidden]";
  }
}
