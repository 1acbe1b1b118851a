package org.ringlake.jobs.generate;

import java.time.LocalDate;

/** Whether a person is rostered on a day, and there. */
enum Attendance {
  OFF(null),
  PRESENT(null),
  SICK("sick"),
  PERSONAL("personal"),
  ANNUAL("annual"),
  OTHER("other");

  private static final double SATURDAYS = 0.5;
  private static final double SUNDAYS = 0.15;
  private static final double HOLIDAYS = 0.1;
  private static final double ON_LEAVE = 0.035;
  private static final double[] LEAVES = {0.4, 0.2, 0.35, 0.05};

  private final String leaveType;

  Attendance(String leaveType) {
    this.leaveType = leaveType;
  }

  /** The contract's word for the leave, null where there is none. */
  String leaveType() {
    return leaveType;
  }

  boolean isLeave() {
    return leaveType != null;
  }

  static Attendance of(GenerationPlan plan, Person person, long day) {
    if (!person.isEmployedOn(day)) {
      return OFF;
    }
    Dice dice = Dice.of(plan.seed(), Dice.Purpose.ATTENDANCE, person.index(), day);
    if (!dice.chance(rosteredShare(LocalDate.ofEpochDay(day)))) {
      return OFF;
    }
    return dice.chance(ON_LEAVE) ? values()[SICK.ordinal() + dice.weighted(LEAVES)] : PRESENT;
  }

  private static double rosteredShare(LocalDate day) {
    if (Seasons.isHoliday(day)) {
      return HOLIDAYS;
    }
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> SATURDAYS;
      case SUNDAY -> SUNDAYS;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> 1;
    };
  }
}
