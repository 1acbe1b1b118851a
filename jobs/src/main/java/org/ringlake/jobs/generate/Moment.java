package org.ringlake.jobs.generate;

import java.time.LocalDate;

/**
 * Local time of the centre (Asia/Shanghai, UTC+8 all year) as seconds since 1970-01-01T00:00 local,
 * and how raw files spell it: most rows as local time, many with the offset, a few in UTC. The
 * spelling depends on the moment alone, so a row written twice has the same text.
 */
final class Moment {
  static final long DAY = 86_400;
  static final long MINUTE = 60;
  static final long HOUR = 3_600;

  private static final long OFFSET = 8 * HOUR;
  private static final int LOCAL_PERCENT = 60;
  private static final int OFFSET_PERCENT = 39;

  private Moment() {}

  static long at(long day, long secondOfDay) {
    return day * DAY + secondOfDay;
  }

  static long dayOf(long moment) {
    return Math.floorDiv(moment, DAY);
  }

  static int secondOfDay(long moment) {
    return (int) Math.floorMod(moment, DAY);
  }

  static void append(StringBuilder text, long moment) {
    long spelling = Math.floorMod(Dice.mix(moment), 100);
    if (spelling < LOCAL_PERCENT) {
      appendLocal(text, moment);
    } else if (spelling < LOCAL_PERCENT + OFFSET_PERCENT) {
      appendLocal(text, moment);
      text.append("+08:00");
    } else {
      appendLocal(text, moment - OFFSET);
      text.append('Z');
    }
  }

  private static void appendLocal(StringBuilder text, long moment) {
    int second = secondOfDay(moment);
    text.append(LocalDate.ofEpochDay(dayOf(moment))).append('T');
    appendTwoDigits(text, second / 3600);
    appendTwoDigits(text.append(':'), second / 60 % 60);
    appendTwoDigits(text.append(':'), second % 60);
  }

  private static void appendTwoDigits(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
