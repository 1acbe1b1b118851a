package org.ringlake.jobs.generate;

/** Writes leads as agents find them, and again when the customer has visited. */
final class LeadDesk {
  private static final double COLD_SHARE = 0.25;
  private static final double INVALID_SHARE = 0.04;
  private static final double ENQUIRY_IS_SENT = 0.6;
  private static final double VISITS = 0.55;

  private final RowSink sink;
  private final IdSequence ids;

  LeadDesk(RowSink sink, int pod) {
    this.sink = sink;
    this.ids = new IdSequence("L", pod);
  }

  void foundInterest(Customer customer, Person agent, long at, Dice dice) {
    String grade =
        dice.chance(INVALID_SHARE) ? Lead.INVALID : dice.chance(COLD_SHARE) ? Lead.COLD : Lead.WARM;
    find(customer, agent, grade, at, dice);
  }

  void bookedVisit(Customer customer, Person agent, long at, Dice dice) {
    find(customer, agent, Lead.HOT, at, dice);
    if (dice.chance(VISITS)) {
      long visitedAt = at + dice.between(1, 9) * Moment.DAY;
      customer.lead = customer.lead.visited(visitedAt);
      write(customer.lead);
    }
  }

  private void find(Customer customer, Person agent, String grade, long at, Dice dice) {
    Long enquirySentAt =
        dice.chance(ENQUIRY_IS_SENT) ? Long.valueOf(at + dice.between(300, 14_400)) : null;
    customer.lead =
        new Lead(ids.next(), agent.id(), customer.id, grade, at, enquirySentAt, null, at);
    write(customer.lead);
  }

  private void write(Lead lead) {
    sink.accept(RawFeed.LEADS, Moment.dayOf(lead.updatedAt()), lead.line());
  }
}
