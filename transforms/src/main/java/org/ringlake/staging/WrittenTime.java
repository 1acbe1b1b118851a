package org.ringlake.staging;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How times of a declared pattern look in text, impossible ones such as 30 February included. */
final class WrittenTime {
  private static final Pattern PART = Pattern.compile("'([^']*)'|([A-Za-z])\\2*|[^A-Za-z']+");
  private static final Pattern ADJACENT = Pattern.compile("([A-Za-z])(?!\\1)[A-Za-z]");
  private static final Pattern OPTIONAL = Pattern.compile("[\\[\\]]");
  private static final String CLOCK = ":";
  private static final String YEAR = "(?:19|20)\\d{2}";
  private static final String NAME = "[\\p{L}.]+";

  private WrittenTime() {}

  /**
   * The regular expression of a pattern; empty where a row of digits alone could be such a time.
   *
   * @param end what has to follow a date without a time of the day
   */
  static Optional<String> expression(String pattern, String end) {
    boolean hasClock = pattern.contains(CLOCK);
    boolean isTold = hasClock || !ADJACENT.matcher(pattern).find();
    if (!isTold || OPTIONAL.matcher(pattern).find()) {
      return Optional.empty();
    }
    String parts =
        PART.matcher(pattern).replaceAll(part -> Matcher.quoteReplacement(expression(part)));
    return Optional.of(parts + (hasClock ? "(?!\\d)" : end));
  }

  private static String expression(MatchResult part) {
    if (part.group(2) == null) {
      return Pattern.quote(part.group(1) == null ? part.group() : part.group(1));
    }
    int length = part.group().length();
    return switch (part.group(2).charAt(0)) {
      case 'y', 'u' -> length == 2 ? "\\d{2}" : YEAR;
      case 'M', 'L' -> length > 2 ? NAME : "[01]?\\d";
      case 'd' -> "[0-3]?\\d";
      case 'H', 'h', 'K', 'k' -> "[0-2]?\\d";
      case 'm', 's' -> "[0-5]?\\d";
      case 'S' -> "\\d{%d}".formatted(length);
      case 'a', 'E' -> NAME;
      default -> "";
    };
  }
}
