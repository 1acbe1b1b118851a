package org.ringlake.jobs.generate;

/**
 * A customer who has bought, as BG/NBD sees one: buys again at a rate of their own, and after each
 * repeat purchase may be gone for good. Rates are Gamma(r = 1, α = 60 weeks) over customers, the
 * chances of going Beta(a = 0.4, b = 1); both are drawn by inversion.
 */
final class Buyer {
  private static final double ALPHA_DAYS = 60 * 7;
  private static final double BETA_A = 0.4;
  private static final double LONGEST_GAP_DAYS = 100_000;

  private final Customer customer;
  private final double purchasesPerDay;
  private final double goneAfterPurchase;
  private final Dice dice;

  Buyer(Customer customer, long seed) {
    this.customer = customer;
    this.dice = Dice.of(seed, Dice.Purpose.PURCHASES, customer.number);
    this.purchasesPerDay = dice.exponential(1 / ALPHA_DAYS);
    this.goneAfterPurchase = StrictMath.pow(dice.unit(), 1 / BETA_A);
  }

  Customer customer() {
    return customer;
  }

  Dice dice() {
    return dice;
  }

  boolean isGoneAfterRepeat() {
    return dice.chance(goneAfterPurchase);
  }

  /** Days until the next purchase, one or more. */
  long nextGap() {
    double gap = dice.exponential(1 / Math.max(purchasesPerDay, 1e-9));
    return 1 + (long) Math.min(LONGEST_GAP_DAYS, gap);
  }
}
