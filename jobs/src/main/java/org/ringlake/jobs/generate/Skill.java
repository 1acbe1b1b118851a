package org.ringlake.jobs.generate;

/**
 * What makes one agent different from another, each relative to an average agent, whose value is 1.
 *
 * @param pace dials a day
 * @param reach share of dials that reach a person
 * @param talk length of talks
 * @param conversion odds of intent, appointment and sale
 * @param service odds of a satisfied customer
 */
record Skill(double pace, double reach, double talk, double conversion, double service) {
  static Skill draw(Dice dice) {
    return new Skill(
        dice.logNormal(1, 0.12),
        dice.logNormal(1, 0.10),
        dice.logNormal(1, 0.18),
        dice.logNormal(1, 0.35),
        dice.logNormal(1, 0.20));
  }
}
