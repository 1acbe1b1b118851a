package org.ringlake.measures;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Worklogs;

final class WorklogMeasuresTest extends MeasureSourceTest {
  private static final String ZONE = "spark.sql.session.timeZone";

  WorklogMeasuresTest() {
    super(new WorklogMeasures());
  }

  @Test
  void aDailyReportIsInTimeUpToTheCutOffOfItsDay() {
    FewFeeds feeds =
        worklogs(
            """
            _given_agent_id | date       | kind  | submitted_at        | event_date
            A1              | 2025-03-03 | daily | 2025-03-03 23:59:00 | 2025-03-03
            A1              | 2025-03-04 | daily | 2025-03-04 23:59:01 | 2025-03-04
            A1              | 2025-03-05 | null  | 2025-03-05 08:00:00 | 2025-03-05
            A1              | 2025-03-06 | daily | null                | 2025-03-06
            A1              | 2025-03-07 | daily | 2025-03-06 20:00:00 | 2025-03-07
            A1              | 2025-03-08 | daily | 2025-03-09 00:00:00 | 2025-03-08
            """);

    assertRows(
        events(feeds),
        """
        event_id            | daily_reports_in_time | weekly_reports
        A1 2025-03-03 daily | 1                     | 0
        A1 2025-03-04 daily | 0                     | 0
        A1 2025-03-05       | 1                     | 0
        A1 2025-03-06 daily | 0                     | 0
        A1 2025-03-07 daily | 1                     | 0
        A1 2025-03-08 daily | 0                     | 0
        """);
    assertSameOnSomeDays(feeds, "2025-03-04", "2025-03-05");
  }

  @Test
  void aWeeklyReportCountsWheneverItWasSubmitted() {
    assertRows(
        events(
            worklogs(
                """
                kind   | submitted_at        | event_date
                weekly | 2025-03-10 09:00:00 | 2025-03-07
                weekly | null                | 2025-03-14
                """)),
        """
        event_date | daily_reports_in_time | weekly_reports
        2025-03-07 | 0                     | 1
        2025-03-14 | 0                     | 0
        """);
  }

  @Test
  void theCutOffIsOfTheBusinessZone() {
    assertInTime(
        "Asia/Shanghai",
        """
        submitted_at         | event_date
        2025-03-03T15:59:00Z | 2025-03-03
        2025-03-04T15:59:01Z | 2025-03-04
        """,
        """
        event_date | daily_reports_in_time
        2025-03-03 | 1
        2025-03-04 | 0
        """);
  }

  @Test
  void theCutOffIsATimeOfTheClockAlsoOnDaysOfOtherLength() {
    assertInTime(
        "Europe/Vienna",
        """
        submitted_at         | event_date
        2025-03-30T21:59:00Z | 2025-03-30
        2024-10-27T22:59:00Z | 2024-10-27
        2025-03-31T21:59:01Z | 2025-03-31
        """,
        """
        event_date | daily_reports_in_time
        2025-03-30 | 1
        2024-10-27 | 1
        2025-03-31 | 0
        """);
    assertInTime(
        "Europe/Vienna",
        """
        submitted_at         | event_date
        2025-03-30T21:59:01Z | 2025-03-30
        2024-10-27T22:59:01Z | 2024-10-27
        """,
        """
        event_date | daily_reports_in_time
        2025-03-30 | 0
        2024-10-27 | 0
        """);
  }

  private void assertInTime(String zone, String worklogs, String expected) {
    String before = spark().conf().get(ZONE);
    spark().conf().set(ZONE, zone);
    try {
      assertRows(events(worklogs(worklogs)), expected);
    } finally {
      spark().conf().set(ZONE, before);
    }
  }

  private FewFeeds worklogs(String table) {
    return feeds().with(Worklogs.NAME, rows(Silver.WORKLOGS, table));
  }
}
