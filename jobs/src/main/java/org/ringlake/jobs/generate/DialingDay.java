package org.ringlake.jobs.generate;

/** One person's calls of one day, one after the other. */
final class DialingDay {
  private static final double INBOUND_IN_SALES = 0.04;
  private static final double INBOUND_IN_SERVICE = 0.30;
  private static final long LAST_START = Shift.CLOSING_MINUTE * 60L - 60;

  private final GenerationPlan plan;
  private final CallList list;
  private final FollowUp followUp;
  private final AfterCare afterCare;
  private final CallFeed feed;

  DialingDay(
      GenerationPlan plan, CallList list, FollowUp followUp, AfterCare afterCare, CallFeed feed) {
    this.plan = plan;
    this.list = list;
    this.followUp = followUp;
    this.afterCare = afterCare;
    this.feed = feed;
  }

  /**
   * Makes the calls and returns the seconds the person spent on contacts. A call starts after the
   * last one ended, except that what no longer fits before the shift's end overlaps: a few in a
   * hundred thousand calls at 100 a day, most of them beyond 250.
   */
  int work(Person person, long day, long calls) {
    Dice dice = Dice.of(plan.seed(), Dice.Purpose.DIALING, person.index(), day);
    double inbound = inboundShare(person, day);
    int handleSeconds = 0;
    long free = 0;
    for (long call = 0; call < calls; call++) {
      long planned = Moment.at(day, person.shift().secondAt((call + dice.unit()) / calls));
      boolean isLate = free > Moment.at(day, Math.min(LAST_START, person.shift().closingSecond()));
      long startedAt = isLate ? planned : Math.max(planned, free);
      CallShape shape =
          dice.chance(inbound)
              ? inbound(person, startedAt, dice)
              : outbound(person, startedAt, dice);
      handleSeconds += shape.handleSeconds();
      free = startedAt + shape.totalSeconds() + 1;
    }
    return handleSeconds;
  }

  private static double inboundShare(Person person, long day) {
    if (person.isBot()) {
      return 0;
    }
    return person.teamOn(day).isService() ? INBOUND_IN_SERVICE : INBOUND_IN_SALES;
  }

  private CallShape inbound(Person person, long startedAt, Dice dice) {
    Customer customer = list.caller(Moment.dayOf(startedAt), dice);
    CallShape shape = CallShape.inbound(dice);
    if (!shape.isContact()) {
      feed.write(person, customer, true, startedAt, shape, Outcome.NONE, dice);
      return shape;
    }
    return talk(person, customer, true, startedAt, shape, dice);
  }

  private CallShape outbound(Person person, long startedAt, Dice dice) {
    long day = Moment.dayOf(startedAt);
    Customer customer = person.isBot() ? list.nextForBot(day, dice) : list.next(person, day, dice);
    customer.attempts++;
    boolean isExpected = customer.stage != Stage.FRESH && customer.stage.isOpen();
    CallShape shape = CallShape.outbound(person, isExpected, dice);
    if (!shape.isContact()) {
      feed.write(person, customer, false, startedAt, shape, Outcome.NONE, dice);
      followUp.unreached(customer, person, day, dice);
      return shape;
    }
    return talk(person, customer, false, startedAt, shape, dice);
  }

  private CallShape talk(
      Person person,
      Customer customer,
      boolean isInbound,
      long startedAt,
      CallShape rung,
      Dice dice) {
    Outcome outcome =
        person.isBot() ? Funnel.ofBot(dice) : Funnel.ofHuman(customer.stage, person.skill(), dice);
    CallShape shape = rung.talked(person, outcome, !isInbound, dice);
    String callId = feed.write(person, customer, isInbound, startedAt, shape, outcome, dice);
    long endedAt = startedAt + shape.lineSeconds();
    followUp.talked(customer, person, outcome, endedAt, dice);
    if (!person.isBot()) {
      list.remember(customer);
      String customerId = customer.isInCrm ? customer.id : null;
      afterCare.consider(new Contact(callId, person, customerId, endedAt), dice);
    }
    return shape;
  }
}
