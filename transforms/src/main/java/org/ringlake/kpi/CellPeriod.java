package org.ringlake.kpi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One period of the calendar.
 *
 * @param start its first day, which names it
 */
public record CellPeriod(Period period, LocalDate start) implements Comparable<CellPeriod> {
  private static final int WEEKS_OF_A_SHORT_YEAR = 52;

  /** The period that a day lies in. */
  public static CellPeriod of(Period period, LocalDate day) {
    LocalDate start =
        switch (period) {
          case DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> day.withDayOfMonth(1);
          case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
          case YEAR -> day.withDayOfYear(1);
        };
    return new CellPeriod(period, start);
  }

  public LocalDate lastDay() {
    return following().start().minusDays(1);
  }

  /** The period right after. */
  public CellPeriod following() {
    return new CellPeriod(
        period,
        switch (period) {
          case DAY -> start.plusDays(1);
          case WEEK -> start.plusWeeks(1);
          case MONTH -> start.plusMonths(1);
          case QUARTER -> start.plusMonths(3);
          case YEAR -> start.plusYears(1);
        });
  }

  /** The periods that are compared with this one, or may be: the next, and those a year later. */
  public Stream<CellPeriod> comparedWithIt() {
    return Stream.concat(Stream.of(following()), yearsAway(1));
  }

  /** The periods that this one is compared with, or may be: the one before, and a year ago. */
  public Stream<CellPeriod> comparedTo() {
    return Stream.concat(Stream.of(of(period, start.minusDays(1))), yearsAway(-1));
  }

  /** An ISO year has 52 or 53 weeks, so a week has two candidates. */
  private Stream<CellPeriod> yearsAway(int years) {
    return period == Period.WEEK
        ? Stream.of(WEEKS_OF_A_SHORT_YEAR, WEEKS_OF_A_SHORT_YEAR + 1)
            .map(weeks -> new CellPeriod(period, start.plusWeeks((long) years * weeks)))
        : Stream.of(new CellPeriod(period, start.plusYears(years)));
  }

  /** These and others that belong to them. */
  public static Set<CellPeriod> with(
      Collection<CellPeriod> periods, Function<CellPeriod, Stream<CellPeriod>> others) {
    return Stream.concat(periods.stream(), periods.stream().flatMap(others))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that were over before a day. */
  public static Set<CellPeriod> over(Collection<CellPeriod> periods, LocalDate asOf) {
    return periods.stream()
        .filter(period -> period.lastDay().isBefore(asOf))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** SQL: whether the period and the start of a row of cells are one of these. */
  public static String isAnyOf(Collection<CellPeriod> periods) {
    return periods.isEmpty()
        ? "false"
        : periods.stream()
            .collect(groupingBy(CellPeriod::period, TreeMap::new, mapping(each -> each, toList())))
            .entrySet()
            .stream()
            .map(each -> isAnyOf(each.getKey(), each.getValue()))
            .collect(joining(" OR "));
  }

  private static String isAnyOf(Period period, List<CellPeriod> periods) {
    return "(%s = '%s' AND %s IN (%s))"
        .formatted(
            Cell.PERIOD,
            period.code(),
            Cell.PERIOD_START,
            periods.stream()
                .map(CellPeriod::start)
                .sorted()
                .map("DATE'%s'"::formatted)
                .collect(joining(", ")));
  }

  @Override
  public int compareTo(CellPeriod other) {
    int byPeriod = period.compareTo(other.period);
    return byPeriod != 0 ? byPeriod : start.compareTo(other.start);
  }
}
