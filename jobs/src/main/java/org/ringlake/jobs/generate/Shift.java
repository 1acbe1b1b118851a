package org.ringlake.jobs.generate;

/**
 * When somebody dials: half-hours between 08:00 and 21:00 local, weighted by how much customers are
 * called then (mornings and afternoons, a dip at lunch), cut to the shift.
 */
enum Shift {
  EARLY(8 * 60 + 30, 18 * 60),
  LATE(11 * 60 + 30, 21 * 60),
  ALL_DAY(8 * 60, 21 * 60);

  static final int OPENING_MINUTE = 8 * 60;
  static final int CLOSING_MINUTE = 21 * 60;
  private static final int SLOT_MINUTES = 30;
  private static final double LAST_SHARE = 1 - 1e-9;

  @SuppressWarnings("ImmutableEnumChecker") // written once
  private final double[] cumulative;

  Shift(int fromMinute, int toMinute) {
    this.cumulative = cumulative(fromMinute, toMinute);
  }

  private static double[] cumulative(int fromMinute, int toMinute) {
    double[] sums = new double[HalfHours.WEIGHTS.length + 1];
    for (int slot = 0; slot < HalfHours.WEIGHTS.length; slot++) {
      int minute = OPENING_MINUTE + slot * SLOT_MINUTES;
      boolean isWorked = minute >= fromMinute && minute < toMinute;
      sums[slot + 1] = sums[slot] + (isWorked ? HalfHours.WEIGHTS[slot] : 0);
    }
    return sums;
  }

  /**
   * Second of the day before which the given share of the shift's calls starts; share in [0, 1).
   */
  int secondAt(double share) {
    double sought = Math.min(share, LAST_SHARE) * cumulative[cumulative.length - 1];
    int slot = 0;
    while (cumulative[slot + 1] <= sought) {
      slot++;
    }
    double inside = (sought - cumulative[slot]) / (cumulative[slot + 1] - cumulative[slot]);
    return (OPENING_MINUTE + slot * SLOT_MINUTES) * 60 + (int) (inside * SLOT_MINUTES * 60);
  }

  /** First second of the day after the shift. */
  int closingSecond() {
    int slot = cumulative.length - 1;
    while (cumulative[slot - 1] == cumulative[slot]) {
      slot--;
    }
    return (OPENING_MINUTE + slot * SLOT_MINUTES) * 60;
  }

  /** Apart from the enum, whose constants are made before its static fields. */
  private static final class HalfHours {
    private static final double[] WEIGHTS = {
      0.15, 0.50, 1.00, 1.20, 1.30, 1.30, 1.15, 0.80, 0.20, 0.12, 0.30, 0.80, 1.05, // until 14:30
      1.15, 1.20, 1.15, 1.10, 1.00, 0.90, 0.80, 0.55, 0.60, 0.75, 0.65, 0.40, 0.12 // until 21:00
    };
  }
}
