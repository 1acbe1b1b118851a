package org.ringlake.jobs.generate;

import org.ringlake.staging.Calls;

/**
 * How a call went technically. Seconds; null where a call has no such part.
 *
 * @param connectDelay between the customer's hello and the agent's, outbound contacts only
 */
record CallShape(
    String disposition, int ring, Integer talk, Integer hold, Integer wrap, Integer connectDelay) {

  private static final String[] OUTBOUND = {
    Calls.ANSWERED, Calls.VOICEMAIL, Calls.NO_ANSWER, Calls.BUSY, Calls.FAILED, Calls.ABANDONED
  };
  private static final double[] OUTBOUND_ODDS = {0.300, 0.080, 0.430, 0.085, 0.095, 0.010};
  private static final String[] INBOUND = {Calls.ANSWERED, Calls.ABANDONED, Calls.FAILED};
  private static final double[] INBOUND_ODDS = {0.90, 0.09, 0.01};
  private static final double EXPECTED_CALL_REACHES = 1.7;
  private static final double IS_HELD = 0.08;
  private static final double JOINS_LATE = 0.03;
  private static final double TALK_SIGMA = 0.6;
  private static final int LONGEST_TALK = 3_600;
  private static final int BOT_TALK = 18;

  /**
   * A call out.
   *
   * @param isExpected whether the customer waits for it, which makes an answer likelier
   */
  static CallShape outbound(Person person, boolean isExpected, Dice dice) {
    double[] odds = OUTBOUND_ODDS.clone();
    odds[0] *= person.skill().reach() * (isExpected ? EXPECTED_CALL_REACHES : 1);
    return technical(OUTBOUND[dice.weighted(odds)], dice);
  }

  static CallShape inbound(Dice dice) {
    return technical(INBOUND[dice.weighted(INBOUND_ODDS)], dice);
  }

  private static CallShape technical(String disposition, Dice dice) {
    return switch (disposition) {
      case Calls.VOICEMAIL ->
          new CallShape(disposition, dice.between(20, 35), dice.between(5, 25), null, null, null);
      case Calls.NO_ANSWER -> silent(disposition, dice.between(25, 60));
      case Calls.BUSY -> silent(disposition, dice.between(1, 6));
      case Calls.FAILED -> silent(disposition, 0);
      case Calls.ABANDONED -> silent(disposition, dice.between(6, 40));
      default -> new CallShape(disposition, dice.between(4, 32), null, null, null, null);
    };
  }

  private static CallShape silent(String disposition, int ring) {
    return new CallShape(disposition, ring, 0, null, null, null);
  }

  boolean isContact() {
    return disposition.equals(Calls.ANSWERED);
  }

  /** The same call with the talk that belongs to its outcome. */
  CallShape talked(Person person, Outcome outcome, boolean isOutbound, Dice dice) {
    if (person.isBot()) {
      int talk = 4 + (int) Math.min(LONGEST_TALK, dice.logNormal(BOT_TALK, TALK_SIGMA));
      return new CallShape(disposition, ring, talk, null, null, 0);
    }
    double median = medianTalk(outcome) * person.skill().talk();
    int talk = 3 + (int) Math.min(LONGEST_TALK, dice.logNormal(median, TALK_SIGMA));
    int hold = dice.chance(IS_HELD) ? dice.between(8, 90) : 0;
    int wrap = (int) Math.min(600, dice.logNormal(outcome.isPositive() ? 60 : 16, 0.5));
    int delay = dice.chance(JOINS_LATE) ? dice.between(3, 8) : dice.between(0, 2);
    return new CallShape(disposition, ring, talk, hold, wrap, isOutbound ? delay : null);
  }

  private static double medianTalk(Outcome outcome) {
    return switch (outcome) {
      case REFUSED, DO_NOT_CALL -> 38;
      case NONE -> 52;
      case CALLBACK -> 70;
      case INTENT -> 260;
      case APPOINTMENT -> 340;
      case SALE -> 520;
    };
  }

  /** Talk, hold and wrap of a contact, 0 of another call. */
  int handleSeconds() {
    return isContact() ? zeroIfNone(talk) + zeroIfNone(hold) + zeroIfNone(wrap) : 0;
  }

  /** From dialling to hanging up. */
  int lineSeconds() {
    return ring + zeroIfNone(talk) + zeroIfNone(hold);
  }

  int totalSeconds() {
    return lineSeconds() + zeroIfNone(wrap);
  }

  private static int zeroIfNone(Integer seconds) {
    return seconds == null ? 0 : seconds;
  }
}
