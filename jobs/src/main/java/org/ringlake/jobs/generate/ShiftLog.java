package org.ringlake.jobs.generate;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Time sheets and work reports of a day. */
final class ShiftLog {
  private static final int SCHEDULED_SECONDS = 8 * 3600;
  private static final int PRESENT_SECONDS = 9 * 3600;
  private static final double REPORTS_DAILY = 0.94;
  private static final double REPORTS_NEXT_MORNING = 0.03;
  private static final double REPORTS_WEEKLY = 0.9;
  private static final String[] REPORTS = {
    "今日按计划完成外呼,意向客户已登记", "跟进老客户,约访两位", "接通率偏低,明日调整拨打时段", "完成培训和话术练习"
  };

  private final RowSink sink;

  ShiftLog(RowSink sink) {
    this.sink = sink;
  }

  void worked(Person person, long day, int handleSeconds, Dice dice) {
    int pause = 3_600 + dice.between(300, 1_800);
    int present = Math.max(PRESENT_SECONDS + dice.between(-900, 1_500), handleSeconds + pause);
    CsvRow row =
        new CsvRow()
            .text(person.id())
            .date(day)
            .number(SCHEDULED_SECONDS)
            .number(present)
            .number(pause)
            .number(present - pause - handleSeconds)
            .empty()
            .empty();
    sink.accept(RawFeed.SHIFTS, day, row.toString());
    report(person, day, dice);
  }

  void onLeave(Person person, long day, Attendance leave) {
    CsvRow row =
        new CsvRow()
            .text(person.id())
            .date(day)
            .number(SCHEDULED_SECONDS)
            .number(0)
            .number(0)
            .number(0)
            .text(leave.leaveType())
            .number(1);
    sink.accept(RawFeed.SHIFTS, day, row.toString());
  }

  private void report(Person person, long day, Dice dice) {
    if (dice.chance(REPORTS_DAILY)) {
      write(person, day, "daily", dice);
    }
    boolean isFriday = LocalDate.ofEpochDay(day).getDayOfWeek() == DayOfWeek.FRIDAY;
    if (isFriday && dice.chance(REPORTS_WEEKLY)) {
      write(person, day, "weekly", dice);
    }
  }

  private void write(Person person, long day, String kind, Dice dice) {
    long evening = Moment.at(day, person.shift().closingSecond() + dice.between(60, 7_200));
    long morning = Moment.at(day + 1, 9 * Moment.HOUR + dice.between(0, 3_600));
    long submittedAt = dice.chance(REPORTS_NEXT_MORNING) ? morning : evening;
    String line =
        new CsvRow()
            .text(person.id())
            .date(day)
            .text(kind)
            .time(submittedAt)
            .text(dice.oneOf(REPORTS))
            .toString();
    sink.accept(RawFeed.WORKLOGS, Moment.dayOf(submittedAt), line);
  }
}
