package org.ringlake.jobs.generate;

/** Identifiers of equal length: a prefix and a number padded with zeros. */
final class Id {
  private Id() {}

  static String of(String prefix, long number, int width) {
    String digits = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
