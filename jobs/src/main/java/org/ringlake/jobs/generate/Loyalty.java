package org.ringlake.jobs.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The purchases that a pod's buyers will make, and the care calls before them. */
final class Loyalty {
  private static final double RENEWS = 0.35;
  private static final int RENEWAL_TOLERANCE_DAYS = 18;
  private static final double IS_CARED_FOR = 0.8;

  private final long seed;
  private final CallList list;
  private final PriorityQueue<DuePurchase> due = new PriorityQueue<>();

  Loyalty(long seed, CallList list) {
    this.seed = seed;
    this.list = list;
  }

  /** The purchases of a day, taken out of the plan. */
  List<DuePurchase> takeDue(long day) {
    List<DuePurchase> purchases = new ArrayList<>();
    while (!due.isEmpty() && due.peek().day() <= day) {
      purchases.add(due.poll());
    }
    return purchases;
  }

  void afterFirst(Deal deal) {
    Buyer buyer = new Buyer(deal.customer(), seed);
    planNext(buyer, deal);
    planRenewal(buyer, deal);
  }

  void afterRepeat(DuePurchase purchase, Deal deal) {
    if (!purchase.isRenewal() && !purchase.buyer().isGoneAfterRepeat()) {
      planNext(purchase.buyer(), deal);
    }
    planRenewal(purchase.buyer(), deal);
  }

  private void planNext(Buyer buyer, Deal deal) {
    plan(new DuePurchase(Moment.dayOf(deal.closedAt()) + buyer.nextGap(), buyer, null), deal);
  }

  private void planRenewal(Buyer buyer, Deal deal) {
    Long renewalDueOn = deal.renewalDueOn();
    if (renewalDueOn != null && buyer.dice().chance(RENEWS)) {
      int shift = buyer.dice().between(-RENEWAL_TOLERANCE_DAYS, RENEWAL_TOLERANCE_DAYS);
      plan(new DuePurchase(renewalDueOn + shift, buyer, deal.product()), deal);
    }
  }

  private void plan(DuePurchase purchase, Deal last) {
    due.add(purchase);
    Customer customer = purchase.buyer().customer();
    long careOn = purchase.day() - purchase.buyer().dice().between(1, 8);
    if (purchase.buyer().dice().chance(IS_CARED_FOR) && careOn > Moment.dayOf(last.closedAt())) {
      list.promise(customer.owner, customer, careOn);
    }
  }
}
