package org.ringlake.jobs.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringlake.kpi.Calendar;
import org.ringlake.kpi.DateRange;

/** Reads {@code calendar.yaml}: seasons by name, and holidays. */
final class CalendarReader {
  private static final String RANGE =
      "write {from: 2025-11-01, until: 2025-11-15}, or every year" + " {from: 11-01, until: 11-15}";

  private final Mistakes mistakes;
  private final List<Calendar.Season> seasons = new ArrayList<>();
  private final List<Location> written = new ArrayList<>();

  private CalendarReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  static Calendar read(YamlNode.Mapping node, Mistakes mistakes) {
    CalendarReader reader = new CalendarReader(mistakes);
    try (Section top = Section.of(node, mistakes);
        Section names = top.section("seasons")) {
      for (String name : names.keys()) {
        for (Section stretch : names.sections(name)) {
          reader.season(name, stretch);
        }
      }
      return new Calendar(reader.seasons, holidays(top));
    }
  }

  private void season(String name, Section stretch) {
    try (stretch) {
      range(stretch).ifPresent(days -> add(new Calendar.Season(name, days), stretch.where()));
    }
  }

  private void add(Calendar.Season season, Location where) {
    for (int index = 0; index < seasons.size(); index++) {
      Calendar.Season earlier = seasons.get(index);
      if (earlier.days().overlaps(season.days())) {
        mistakes.add(
            where,
            "season %s overlaps season %s in line %d; a day has one season at most"
                .formatted(season.name(), earlier.name(), written.get(index).line()));
      }
    }
    seasons.add(season);
    written.add(where);
  }

  private static List<Calendar.Holiday> holidays(Section top) {
    List<Calendar.Holiday> holidays = new ArrayList<>();
    for (Section holiday : top.sections("holidays")) {
      Section name = holiday.section("name");
      try (holiday;
          name) {
        String english = name.or("en", "", Values::text);
        String chinese = name.or("zh", "", Values::text);
        range(holiday)
            .ifPresent(days -> holidays.add(new Calendar.Holiday(days, english, chinese)));
      }
    }
    return holidays;
  }

  /** A day alone, or from one to another. */
  private static Optional<DateRange> range(Section stretch) {
    if (stretch.has("on")) {
      return stretch.optional("on", text -> between(text, text));
    }
    Optional<String> from = stretch.required("from", RANGE, CalendarReader::day);
    Optional<String> until = stretch.required("until", RANGE, CalendarReader::day);
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    return stretch.optional("until", text -> between(from.get(), text));
  }

  private static DateRange between(String from, String until) {
    day(from);
    day(until);
    if (isYearly(from) != isYearly(until)) {
      throw new IllegalArgumentException("does not go with from %s; %s".formatted(from, RANGE));
    }
    if (isYearly(from)) {
      return new DateRange.Yearly(monthDay(from), monthDay(until));
    }
    LocalDate first = LocalDate.parse(from);
    LocalDate last = LocalDate.parse(until);
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("is before from %s; swap them".formatted(from));
    }
    return new DateRange.Once(first, last);
  }

  private static String day(String text) {
    try {
      if (isYearly(text)) {
        monthDay(text);
      } else {
        LocalDate.parse(text);
      }
      return text;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is no day; write yyyy-mm-dd, or mm-dd for every year", e);
    }
  }

  private static boolean isYearly(String text) {
    return text.length() == "mm-dd".length();
  }

  private static MonthDay monthDay(String text) {
    return MonthDay.parse("--" + text);
  }
}
