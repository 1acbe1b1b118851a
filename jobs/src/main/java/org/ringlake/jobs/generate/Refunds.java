package org.ringlake.jobs.generate;

/**
 * Gives money back on some won deals, in full or in part, most within a month, some half a year
 * later.
 */
final class Refunds {
  private static final double REFUNDED = 0.06;
  private static final double IN_FULL = 0.5;
  private static final double COMES_LATE = 0.3;

  private final RowSink sink;
  private final IdSequence ids;

  Refunds(RowSink sink, int pod) {
    this.sink = sink;
    this.ids = new IdSequence("RF", pod);
  }

  void consider(Deal deal, Dice dice) {
    if (!dice.chance(REFUNDED)) {
      return;
    }
    int days = dice.chance(COMES_LATE) ? dice.between(60, 170) : dice.between(1, 28);
    boolean isFull = dice.chance(IN_FULL);
    double share = 0.2 + 0.5 * dice.unit();
    long refundedAt = Moment.at(Moment.dayOf(deal.closedAt()) + days, dice.between(32_400, 64_800));
    String line =
        new CsvRow()
            .text(ids.next())
            .text(deal.dealId())
            .cents(isFull ? deal.amount() : (long) (deal.amount() * share))
            .number(isFull ? deal.units() : deal.units() / 2)
            .time(refundedAt)
            .toString();
    sink.accept(RawFeed.REFUNDS, Moment.dayOf(refundedAt), line);
  }
}
