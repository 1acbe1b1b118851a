package org.ringlake.measures;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;

final class ShiftMeasuresTest extends MeasureSourceTest {
  ShiftMeasuresTest() {
    super(new ShiftMeasures());
  }

  @Test
  void everyShiftIsARosteredDayAndAScheduledOneWhereTimeIsScheduled() {
    assertRows(
        events(
            shifts(
                """
                agent_id | scheduled_seconds | available_seconds | event_date
                A1       | 1                 | 500               | 2025-03-03
                A1       | 0                 | null              | 2025-03-04
                A1       | null              | 0                 | 2025-03-05
                """)),
        """
        event_date | rostered_days | scheduled_days | scheduled_seconds | available_seconds
        2025-03-03 | 1             | 1              | 1                 | 500
        2025-03-04 | 1             | 0              | 0                 | 0
        2025-03-05 | 1             | 0              | 0                 | 0
        """);
  }

  @Test
  void leaveOfEveryKindButAnnualIsAbsence() {
    assertRows(
        events(
            shifts(
                """
                leave_type | leave_days | event_date
                sick       | 1          | 2025-03-03
                personal   | 0.5        | 2025-03-04
                other      | 0.000001   | 2025-03-05
                annual     | 1          | 2025-03-06
                null       | 0.25       | 2025-03-07
                sick       | null       | 2025-03-08
                """)),
        """
        event_date | absence_days_e6
        2025-03-03 | 1000000
        2025-03-04 | 500000
        2025-03-05 | 1
        2025-03-06 | 0
        2025-03-07 | 250000
        2025-03-08 | 0
        """);
  }

  @Test
  void anIsoWeekIsAttendedOnItsFirstAttendedDayAlsoOverNewYear() {
    FewFeeds feeds = attendedOverNewYear();

    assertRows(
        events(feeds),
        """
        event_date | attended_days | attended_weeks
        2024-12-29 | 1             | 1
        2024-12-30 | 0             | 0
        2024-12-31 | 1             | 1
        2025-01-01 | 1             | 0
        2025-01-05 | 1             | 0
        2025-01-06 | 1             | 1
        """);
  }

  @Test
  void whetherADayIsTheFirstOfItsWeekDoesNotDependOnWhichDaysAreCounted() {
    FewFeeds feeds = attendedOverNewYear();

    assertSameOnSomeDays(feeds, "2025-01-01");
    assertSameOnSomeDays(feeds, "2025-01-05", "2025-01-06");
    assertSameOnSomeDays(feeds, "2024-12-31", "2025-01-05");
    assertRows(
        events(feeds).filter("event_date = '2025-01-05'"),
        "event_date|attended_weeks\n2025-01-05|0\n");
  }

  @Test
  void agentsThatTheRosterDoesNotKnowHaveWeeksOfTheirOwn() {
    assertRows(
        events(
            shifts(
                """
                _given_agent_id | date       | logged_in_seconds | event_date
                gone            | 2025-03-03 | 1                 | 2025-03-03
                gone            | 2025-03-04 | 1                 | 2025-03-04
                lost            | 2025-03-04 | 1                 | 2025-03-04
                """)),
        """
        event_id        | agent_id | attended_weeks
        gone 2025-03-03 | null     | 1
        gone 2025-03-04 | null     | 0
        lost 2025-03-04 | null     | 1
        """);
  }

  @Test
  void plannedShiftsAfterTheAsOfDayDoNotCount() {
    assertRows(
        events(
            shifts(
                """
                agent_id | scheduled_seconds | event_date
                A1       | 1                 | 2025-03-31
                A1       | 1                 | 2025-04-01
                """)),
        "event_date\n2025-03-31\n");
  }

  private FewFeeds attendedOverNewYear() {
    return shifts(
        """
        agent_id | logged_in_seconds | event_date
        A1       | 60                | 2024-12-29
        A1       | 0                 | 2024-12-30
        A1       | 60                | 2024-12-31
        A1       | 60                | 2025-01-01
        A1       | 60                | 2025-01-05
        A1       | 60                | 2025-01-06
        """);
  }

  private FewFeeds shifts(String table) {
    return feeds().with(Shifts.NAME, rows(Silver.SHIFTS, table));
  }
}
