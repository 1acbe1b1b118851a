package org.ringlake.measures;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;

final class AttendanceWithoutShiftsTest extends MeasureSourceTest {
  AttendanceWithoutShiftsTest() {
    super(new AttendanceWithoutShifts());
  }

  @Test
  void anIsoWeekIsAttendedOnItsFirstDayWithACallWhateverTheTeam() {
    FewFeeds feeds = calls();

    assertRows(
        events(feeds),
        """
        agent_id | team_id | event_date | attended_days | attended_weeks
        A1       | T1      | 2024-12-31 | 1             | 1
        A1       | T2      | 2025-01-01 | 1             | 0
        A1       | T2      | 2025-01-06 | 1             | 1
        A2       | T1      | 2025-01-01 | 1             | 1
        """);
    assertSameOnSomeDays(feeds, "2025-01-01");
    assertSameOnSomeDays(feeds, "2025-01-01", "2025-01-06");
  }

  @Test
  void whereThereIsAShiftCallsSayNothing() {
    FewFeeds feeds =
        calls().with(Shifts.NAME, rows(Silver.SHIFTS, "agent_id|event_date\nA9|2020-01-01\n"));

    assertRows(events(feeds), "event_date\n");
  }

  private FewFeeds calls() {
    return feeds()
        .with(
            Calls.NAME,
            rows(
                Silver.CALLS,
                """
                agent_id | team_id | agent_kind | disposition | event_date
                A1       | T1      | bot        | answered    | 2024-12-30
                A1       | T1      | null       | busy        | 2024-12-31
                A1       | T2      | null       | busy        | 2025-01-01
                A1       | T2      | null       | busy        | 2025-01-06
                A2       | T1      | null       | answered    | 2025-01-01
                """));
  }
}
