package org.ringlake.jobs.generate;

import java.time.LocalDate;

/** Somebody on the call list and what has happened to them so far. */
final class Customer {
  private static final double KNOWN_TO_THE_CRM = 0.86;
  private static final String[] SEGMENTS = {"standard", "premium", "vip"};
  private static final double[] SEGMENT_WEIGHTS = {0.78, 0.17, 0.05};
  private static final int CAMPAIGNS_PER_QUARTER = 3;

  final long number;
  final String id;
  final String segment;
  final String campaign;
  long createdAt;
  boolean isInCrm;
  Stage stage = Stage.FRESH;
  int attempts;
  int filledFields;
  Lead lead;
  Deal openDeal;
  Person owner;
  Long doNotCallFrom;

  private Customer(long number, String segment, String campaign, long createdAt) {
    this.number = number;
    this.id = Id.of("C", number + 1, 9);
    this.segment = segment;
    this.campaign = campaign;
    this.createdAt = createdAt;
  }

  /** A name from the list that is dialled on a day for the first time. */
  static Customer listed(long seed, long number, long day) {
    Dice dice = Dice.of(seed, Dice.Purpose.CUSTOMER, number);
    long loadedOn = day - dice.between(1, 20);
    Customer customer =
        new Customer(
            number,
            SEGMENTS[dice.weighted(SEGMENT_WEIGHTS)],
            campaign(LocalDate.ofEpochDay(day), dice.between(1, CAMPAIGNS_PER_QUARTER)),
            Moment.at(loadedOn, 2 * Moment.HOUR + dice.between(0, 600)));
    customer.isInCrm = dice.chance(KNOWN_TO_THE_CRM);
    customer.filledFields = dice.between(2, 4);
    return customer;
  }

  /** Somebody who calls in and is in no list and no CRM. */
  static Customer stranger(long seed, long number, long day) {
    Customer customer = listed(seed, number, day);
    customer.isInCrm = false;
    return customer;
  }

  private static String campaign(LocalDate day, int number) {
    return Cut.QUARTER.nameOf(day) + "-" + number;
  }
}
