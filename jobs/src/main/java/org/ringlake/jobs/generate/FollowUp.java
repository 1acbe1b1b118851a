package org.ringlake.jobs.generate;

/** What a call leads to: another try, a promise, a lead, a deal, or the end. */
final class FollowUp {
  private static final int MOST_ATTEMPTS = 6;
  private static final int MOST_ATTEMPTS_WHEN_PROMISED = 12;
  private static final double PASSED_TO_A_COLLEAGUE = 0.15;
  private static final double DEAL_IS_NOTED_EARLY = 0.6;
  private static final double IS_DIALLED_ALL_THE_SAME = 0.05;

  private final Crew crew;
  private final CallList list;
  private final CustomerDesk desk;
  private final LeadDesk leads;
  private final Sales sales;

  FollowUp(Crew crew, CallList list, CustomerDesk desk, LeadDesk leads, Sales sales) {
    this.crew = crew;
    this.list = list;
    this.desk = desk;
    this.leads = leads;
    this.sales = sales;
  }

  /** Nobody was reached: try again on another day, unless it was tried often enough. */
  void unreached(Customer customer, Person person, long day, Dice dice) {
    if (!customer.stage.isOpen() || customer.stage == Stage.BUYER) {
      return;
    }
    if (customer.stage == Stage.FRESH) {
      if (customer.attempts < MOST_ATTEMPTS) {
        list.retry(customer, day + dice.between(1, 5));
      }
    } else if (customer.attempts < MOST_ATTEMPTS_WHEN_PROMISED) {
      list.promise(keeper(person, day, dice), customer, day + dice.between(1, 2));
    }
  }

  /**
   * Somebody was reached.
   *
   * @param at local moment of hanging up
   */
  void talked(Customer customer, Person person, Outcome outcome, long at, Dice dice) {
    if (customer.stage == Stage.DO_NOT_CALL) {
      return;
    }
    long day = Moment.dayOf(at);
    switch (outcome) {
      case NONE -> unreached(customer, person, day, dice);
      case REFUSED -> refused(customer, person, at);
      case DO_NOT_CALL -> stopCalling(customer, person, at, dice);
      case CALLBACK -> advance(customer, Stage.CALLBACK, person, day, 4, dice);
      case INTENT -> interested(customer, person, at, dice);
      case APPOINTMENT -> booked(customer, person, at, dice);
      case SALE -> sold(customer, person, at, dice);
    }
  }

  private void refused(Customer customer, Person person, long at) {
    if (customer.stage != Stage.BUYER) {
      sales.lose(customer, person, at);
      customer.stage = Stage.REFUSED;
    }
  }

  private void stopCalling(Customer customer, Person person, long at, Dice dice) {
    sales.lose(customer, person, at);
    customer.stage = Stage.DO_NOT_CALL;
    desk.stopCalling(customer, person, at);
    if (dice.chance(IS_DIALLED_ALL_THE_SAME)) {
      list.breach(customer, Moment.dayOf(at) + dice.between(5, 60));
    }
  }

  private void interested(Customer customer, Person person, long at, Dice dice) {
    if (!person.isBot()) {
      desk.learn(customer, person, at, dice);
      leads.foundInterest(customer, person, at, dice);
    }
    advance(customer, Stage.INTERESTED, person, Moment.dayOf(at), 6, dice);
  }

  private void booked(Customer customer, Person person, long at, Dice dice) {
    desk.learn(customer, person, at, dice);
    leads.bookedVisit(customer, person, at, dice);
    if (customer.stage != Stage.BUYER && dice.chance(DEAL_IS_NOTED_EARLY)) {
      sales.open(customer, person, at, dice);
    }
    advance(customer, Stage.BOOKED, person, Moment.dayOf(at), 7, dice);
  }

  private void sold(Customer customer, Person person, long at, Dice dice) {
    desk.learn(customer, person, at, dice);
    sales.sell(customer, person, at, dice);
  }

  private void advance(
      Customer customer, Stage reached, Person person, long day, int withinDays, Dice dice) {
    if (!customer.stage.isOpen() || reached.ordinal() > customer.stage.ordinal()) {
      customer.stage = reached;
    }
    list.promise(keeper(person, day, dice), customer, day + dice.between(1, withinDays));
  }

  private Person keeper(Person person, long day, Dice dice) {
    boolean isPassedOn = person.isBot() || dice.chance(PASSED_TO_A_COLLEAGUE);
    return isPassedOn ? crew.anyone(day, dice) : person;
  }
}
