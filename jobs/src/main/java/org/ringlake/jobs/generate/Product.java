package org.ringlake.jobs.generate;

/** What the centre sells: CNY, median price of a unit in fen, and how long a purchase lasts. */
enum Product {
  STARTER_COURSE("starter-course", 68_000, 0),
  ADVANCED_COURSE("advanced-course", 298_000, 0),
  ANNUAL_MEMBERSHIP("annual-membership", 198_000, 12),
  HALF_YEAR_PLAN("half-year-plan", 98_000, 6),
  ENTERPRISE_KIT("enterprise-kit", 680_000, 0);

  private static final double[] SHARES = {0.34, 0.20, 0.18, 0.22, 0.06};

  private final String word;
  private final long medianFen;
  private final int termMonths;

  Product(String word, long medianFen, int termMonths) {
    this.word = word;
    this.medianFen = medianFen;
    this.termMonths = termMonths;
  }

  static Product draw(Dice dice) {
    return values()[dice.weighted(SHARES)];
  }

  String word() {
    return word;
  }

  long medianFen() {
    return medianFen;
  }

  /** Months until renewal is due, 0 where there is none. */
  int termMonths() {
    return termMonths;
  }
}
