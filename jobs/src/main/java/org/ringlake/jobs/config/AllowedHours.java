package org.ringlake.jobs.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of every day, in minutes after midnight.
 *
 * @param from the first minute inside
 * @param until the first minute after it, at most 1440
 */
public record AllowedHours(int from, int until) {
  private static final Pattern TEXT = Pattern.compile("(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  public AllowedHours {
    if (from < 0 || until > MINUTES_OF_A_DAY || from >= until) {
      throw new IllegalArgumentException(
          "is no part of one day; write from-until such as 08:00-21:00, at most 00:00-24:00");
    }
  }

  /** Reads {@code 08:00-21:00}. */
  static AllowedHours parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("are no hours; write from-until such as 08:00-21:00");
    }
    return new AllowedHours(minutes(parts, 1), minutes(parts, 3));
  }

  private static int minutes(Matcher parts, int group) {
    int hours = Integer.parseInt(parts.group(group));
    int minutes = Integer.parseInt(parts.group(group + 1));
    return minutes < 60 ? hours * 60 + minutes : Integer.MAX_VALUE;
  }
}
