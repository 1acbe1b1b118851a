package org.ringlake.kpi;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;

/** A stretch of days, both ends inclusive: once, or every year again. */
public sealed interface DateRange extends Serializable {

  boolean contains(LocalDate day);

  /** Whether there is a day that lies in both. */
  boolean overlaps(DateRange other);

  /**
   * Days of one year or over several.
   *
   * @param until not before {@code from}
   */
  record Once(LocalDate from, LocalDate until) implements DateRange {
    @Override
    public boolean contains(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(until);
    }

    @Override
    public boolean overlaps(DateRange other) {
      return other instanceof Once once
          ? !once.from.isAfter(until) && !once.until.isBefore(from)
          : from.datesUntil(until.plusDays(1)).limit(ALL_DAYS).anyMatch(other::contains);
    }
  }

  /**
   * The same days of every year; over the turn of the year where {@code until} comes before {@code
   * from}. The 29th of February counts where there is one.
   */
  record Yearly(MonthDay from, MonthDay until) implements DateRange {
    @Override
    public boolean contains(LocalDate day) {
      MonthDay each = MonthDay.from(day);
      boolean isFrom = !each.isBefore(from);
      boolean isUntil = !each.isAfter(until);
      return until.isBefore(from) ? isFrom || isUntil : isFrom && isUntil;
    }

    @Override
    public boolean overlaps(DateRange other) {
      return other instanceof Once
          ? other.overlaps(this)
          : LEAP_YEAR
              .atDay(1)
              .datesUntil(LEAP_YEAR.atDay(LEAP_YEAR.length()).plusDays(1))
              .anyMatch(day -> contains(day) && other.contains(day));
    }
  }

  /** A year with every day of a calendar. */
  Year LEAP_YEAR = Year.of(2024);

  /** So many days hold every day of a calendar, the 29th of February as well. */
  long ALL_DAYS = 8 * 366 + 1;
}
