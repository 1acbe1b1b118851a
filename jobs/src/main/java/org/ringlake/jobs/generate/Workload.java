package org.ringlake.jobs.generate;

import java.time.LocalDate;

/**
 * How busy a person's day is, relative to an average agent's. A person who is away makes no calls,
 * except that where nobody at all is rostered (one agent on one Sunday) everybody employed works.
 */
final class Workload {
  /** Calls of a pod's bot for each call of its humans. */
  private static final double BOT_CALLS_PER_HUMAN_CALL = 0.10;

  private static final int TRAINING_DAYS = 30;
  private static final double PACE_IN_TRAINING = 0.6;

  private final GenerationPlan plan;
  private final boolean everybodyWorks;

  Workload(GenerationPlan plan, boolean everybodyWorks) {
    this.plan = plan;
    this.everybodyWorks = everybodyWorks;
  }

  double ofHuman(Person person, long day) {
    if (everybodyWorks) {
      return person.isEmployedOn(day) ? 1 : 0;
    }
    if (Attendance.of(plan, person, day) != Attendance.PRESENT) {
      return 0;
    }
    double training = day - person.hiredOn() < TRAINING_DAYS ? PACE_IN_TRAINING : 1;
    double mood =
        0.85 + 0.3 * Dice.of(plan.seed(), Dice.Purpose.ATTENDANCE, -day, person.index()).unit();
    return Seasons.activity(LocalDate.ofEpochDay(day)) * person.skill().pace() * training * mood;
  }

  double ofBot(double humans) {
    return humans * BOT_CALLS_PER_HUMAN_CALL;
  }
}
