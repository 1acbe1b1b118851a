package org.ringlake.jobs.generate;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/** Busy and slack months, weekdays and public holidays of a Chinese outbound centre. */
final class Seasons {
  private static final double[] MONTHS = {
    0.95, 0.62, 1.15, 1.08, 1.02, 1.12, 0.86, 0.84, 1.12, 0.96, 1.18, 1.22
  };
  private static final double[] WEEKDAYS = {0.98, 1.06, 1.05, 1.02, 0.94, 0.72, 0.55};
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(5, 2),
          MonthDay.of(5, 3),
          MonthDay.of(10, 1),
          MonthDay.of(10, 2),
          MonthDay.of(10, 3),
          MonthDay.of(10, 4));

  private Seasons() {}

  /** Dials of an attended day relative to an average one. */
  static double activity(LocalDate day) {
    return MONTHS[day.getMonthValue() - 1] * WEEKDAYS[day.getDayOfWeek().getValue() - 1];
  }

  static boolean isHoliday(LocalDate day) {
    return HOLIDAYS.contains(MonthDay.from(day));
  }
}
