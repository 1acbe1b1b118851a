package org.ringlake.jobs.generate;

import org.ringlake.staging.Deals;

/** Opens, wins and loses deals; one that closes on a later day than it opened has two versions. */
final class Sales {
  private static final double CLOSES_AT_ONCE = 0.6;
  private static final int LONGEST_CLOSING_DAYS = 14;
  private static final double PAYMENT_FAILS = 0.08;
  private static final int SHOP_OPENS = 9 * 3600;
  private static final int SHOP_CLOSES = 21 * 3600;

  private final RowSink sink;
  private final IdSequence ids;
  private final Refunds refunds;
  private final Loyalty loyalty;

  Sales(RowSink sink, int pod, Loyalty loyalty) {
    this.sink = sink;
    this.ids = new IdSequence("D", pod);
    this.refunds = new Refunds(sink, pod);
    this.loyalty = loyalty;
  }

  void open(Customer customer, Person agent, long at, Dice dice) {
    if (customer.openDeal == null) {
      customer.openDeal = draft(customer, agent, Product.draw(dice), false, at, dice);
      write(customer.openDeal);
    }
  }

  /** The customer said yes; now and then the money never comes. */
  void sell(Customer customer, Person agent, long at, Dice dice) {
    boolean isNew = customer.openDeal == null;
    Deal open =
        isNew ? draft(customer, agent, Product.draw(dice), false, at, dice) : customer.openDeal;
    long closedAt = at + closingSeconds(dice);
    if (isNew && Moment.dayOf(closedAt) > Moment.dayOf(at)) {
      write(open);
    }
    boolean isPaid = !dice.chance(PAYMENT_FAILS);
    Deal closed = open.closed(isPaid ? Deals.WON : Deals.LOST, agent, closedAt);
    write(closed);
    customer.openDeal = null;
    customer.owner = agent;
    customer.stage = isPaid ? Stage.BUYER : Stage.REFUSED;
    if (isPaid) {
      refunds.consider(closed, dice);
      loyalty.afterFirst(closed);
    }
  }

  void lose(Customer customer, Person agent, long at) {
    if (customer.openDeal != null) {
      write(customer.openDeal.closed(Deals.LOST, agent, at));
      customer.openDeal = null;
    }
  }

  /** A buyer comes back on the day and closes at once. */
  void sellAgain(DuePurchase purchase, long day) {
    Dice dice = purchase.buyer().dice();
    Customer customer = purchase.buyer().customer();
    Product product = purchase.isRenewal() ? purchase.renewal() : Product.draw(dice);
    long at = Moment.at(day, dice.between(SHOP_OPENS, SHOP_CLOSES));
    Deal open = draft(customer, customer.owner, product, purchase.isRenewal(), at, dice);
    Deal won = open.closed(Deals.WON, customer.owner, at + dice.between(60, 1_800));
    write(won);
    refunds.consider(won, dice);
    loyalty.afterRepeat(purchase, won);
  }

  private Deal draft(
      Customer customer, Person agent, Product product, boolean isRenewal, long at, Dice dice) {
    return Deal.drafted(ids.next(), customer, agent, product, isRenewal, at, dice);
  }

  private static long closingSeconds(Dice dice) {
    int days = dice.chance(CLOSES_AT_ONCE) ? 0 : dice.between(1, LONGEST_CLOSING_DAYS);
    return days * Moment.DAY + dice.between(60, 1_800);
  }

  private void write(Deal deal) {
    sink.accept(RawFeed.DEALS, Moment.dayOf(deal.updatedAt()), deal.line());
  }
}
