package org.ringlake.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CellPeriodTest {
  @ParameterizedTest
  @CsvSource({
    "DAY,     2024-02-29, 2024-02-29, 2024-02-29",
    "WEEK,    2021-01-03, 2020-12-28, 2021-01-03",
    "WEEK,    2021-01-04, 2021-01-04, 2021-01-10",
    "MONTH,   2024-02-29, 2024-02-01, 2024-02-29",
    "QUARTER, 2025-05-31, 2025-04-01, 2025-06-30",
    "QUARTER, 2025-12-31, 2025-10-01, 2025-12-31",
    "YEAR,    2025-12-31, 2025-01-01, 2025-12-31"
  })
  void aPeriodBeginsAndEndsWithTheCalendar(
      Period period, LocalDate day, LocalDate start, LocalDate last) {
    CellPeriod found = CellPeriod.of(period, day);

    assertThat(found).isEqualTo(new CellPeriod(period, start));
    assertThat(found.lastDay()).isEqualTo(last);
  }

  @Test
  void aMonthIsComparedWithTheOneBeforeAndTheOneAYearAgo() {
    assertThat(month("2025-01-01").comparedTo())
        .containsExactly(month("2024-12-01"), month("2024-01-01"));
    assertThat(month("2025-12-01").comparedWithIt())
        .containsExactly(month("2026-01-01"), month("2026-12-01"));
  }

  @Test
  void aWeekMayBeComparedWithOneOf52Or53WeeksAgo() {
    CellPeriod week = CellPeriod.of(Period.WEEK, LocalDate.parse("2021-01-04"));

    assertThat(week.comparedTo().map(CellPeriod::start).map(LocalDate::toString))
        .containsExactly("2020-12-28", "2020-01-06", "2019-12-30");
  }

  @Test
  void periodsAreOverBeforeADayWhenTheirLastDayLiesBeforeIt() {
    Set<CellPeriod> over =
        CellPeriod.over(
            List.of(month("2025-01-01"), month("2025-02-01"), month("2025-03-01")),
            LocalDate.parse("2025-02-28"));

    assertThat(over).containsExactly(month("2025-01-01"));
    assertThat(CellPeriod.over(List.of(month("2025-02-01")), LocalDate.parse("2025-03-01")))
        .containsExactly(month("2025-02-01"));
  }

  @Test
  void theConditionNamesEachLengthOnceWithItsStarts() {
    assertThat(
            CellPeriod.isAnyOf(
                List.of(
                    month("2025-02-01"),
                    new CellPeriod(Period.YEAR, LocalDate.parse("2025-01-01")),
                    month("2025-01-01"))))
        .isEqualTo(
            "(period = 'month' AND period_start IN (DATE'2025-01-01', DATE'2025-02-01'))"
                + " OR (period = 'year' AND period_start IN (DATE'2025-01-01'))");
    assertThat(CellPeriod.isAnyOf(List.of())).isEqualTo("false");
  }

  private static CellPeriod month(String start) {
    return new CellPeriod(Period.MONTH, LocalDate.parse(start));
  }
}
