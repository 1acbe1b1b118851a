package org.ringlake.jobs.config;

import java.util.regex.Pattern;

/** The sentence in a message of Spark's, without its code, state and position. */
final class SparkMessage {
  private static final Pattern CODE = Pattern.compile("^\\[[A-Z0-9_.]+\\]\\s*");
  private static final Pattern STATE = Pattern.compile("\\.?\\s*SQLSTATE:.*$", Pattern.DOTALL);

  private SparkMessage() {}

  static String of(Exception thrown) {
    String message = String.valueOf(thrown.getMessage()).strip();
    String sentence = STATE.matcher(CODE.matcher(message).replaceFirst("")).replaceFirst("");
    return sentence.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
  }
}
