package org.ringlake.jobs.generate;

import java.util.EnumMap;
import java.util.Map;

/** Odds of a talk's outcome by how far the customer has come; skill weighs the good ones. */
final class Funnel {
  /**
   * In the order of {@link Outcome}: refused, callback, intent, appointment, sale, none, do not
   * call.
   */
  private static final Map<Stage, double[]> ODDS = new EnumMap<>(Stage.class);

  private static final double[] BOT_ODDS = {0.50, 0.12, 0.07, 0, 0, 0.295, 0.015};

  static {
    ODDS.put(Stage.FRESH, new double[] {0.43, 0.17, 0.075, 0.016, 0.003, 0.296, 0.010});
    ODDS.put(Stage.CALLBACK, new double[] {0.34, 0.24, 0.130, 0.035, 0.008, 0.240, 0.007});
    ODDS.put(Stage.INTERESTED, new double[] {0.42, 0.18, 0.080, 0.160, 0.040, 0.116, 0.004});
    ODDS.put(Stage.BOOKED, new double[] {0.34, 0.16, 0.040, 0.130, 0.270, 0.058, 0.002});
    ODDS.put(Stage.BUYER, new double[] {0.08, 0.10, 0.060, 0.020, 0, 0.737, 0.003});
    ODDS.put(Stage.REFUSED, new double[] {0.60, 0.05, 0.020, 0.005, 0, 0.310, 0.015});
    ODDS.put(Stage.DO_NOT_CALL, new double[] {0.80, 0, 0, 0, 0, 0.150, 0.050});
  }

  private Funnel() {}

  static Outcome ofHuman(Stage stage, Skill skill, Dice dice) {
    double[] odds = ODDS.get(stage).clone();
    for (Outcome outcome : Outcome.values()) {
      if (outcome.isPositive()) {
        odds[outcome.ordinal()] *= skill.conversion();
      }
    }
    return Outcome.values()[dice.weighted(odds)];
  }

  /** A bot finds interest and never sells. */
  static Outcome ofBot(Dice dice) {
    return Outcome.values()[dice.weighted(BOT_ODDS)];
  }
}
