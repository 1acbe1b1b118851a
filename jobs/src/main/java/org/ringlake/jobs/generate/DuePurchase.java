package org.ringlake.jobs.generate;

import java.util.Comparator;

/**
 * A purchase that a buyer will make.
 *
 * @param renewal the product that is renewed, null for a purchase of something else
 */
record DuePurchase(long day, Buyer buyer, Product renewal) implements Comparable<DuePurchase> {
  private static final Comparator<DuePurchase> ORDER =
      Comparator.comparingLong(DuePurchase::day)
          .thenComparingLong(purchase -> purchase.buyer().customer().number)
          .thenComparing(DuePurchase::isRenewal);

  boolean isRenewal() {
    return renewal != null;
  }

  @Override
  public int compareTo(DuePurchase other) {
    return ORDER.compare(this, other);
  }
}
