package org.ringlake.jobs.generate;

/**
 * What follows some contacts of a human agent: a survey, a review of the recording, a complaint.
 */
final class AfterCare {
  private static final double SURVEYED = 0.05;
  private static final double REVIEWED_BY_HUMAN = 0.02;
  private static final double REVIEWED_BY_MACHINE = 0.03;
  private static final double COMPLAINS = 0.002;
  private static final double COMPLAINT_IS_RESOLVED = 0.85;
  private static final double ANSWER_IS_MISSING = 0.2;
  private static final double CALL_IS_NAMED = 0.9;
  private static final String[] MOODS = {"negative", "neutral", "positive"};

  private final RowSink sink;
  private final IdSequence surveys;
  private final IdSequence reviews;
  private final IdSequence complaints;

  AfterCare(RowSink sink, int pod) {
    this.sink = sink;
    this.surveys = new IdSequence("S", pod);
    this.reviews = new IdSequence("R", pod);
    this.complaints = new IdSequence("CP", pod);
  }

  void consider(Contact contact, Dice dice) {
    if (dice.chance(SURVEYED)) {
      survey(contact, dice);
    }
    if (dice.chance(REVIEWED_BY_HUMAN)) {
      review(contact, "human", dice.between(1, 6), dice);
    }
    if (dice.chance(REVIEWED_BY_MACHINE)) {
      review(contact, "automatic", 1, dice);
    }
    if (dice.chance(COMPLAINS / contact.skill().service())) {
      complain(contact, dice);
    }
  }

  private void survey(Contact contact, Dice dice) {
    double feeling =
        4.35 + 1.2 * StrictMath.log(contact.skill().service()) + 0.75 * dice.gaussian();
    int csat = (int) Math.max(1, Math.min(5, Math.round(feeling)));
    int nps = (int) Math.max(0, Math.min(10, Math.round(feeling * 2 - 0.6 + dice.gaussian())));
    boolean lacksCsat = dice.chance(ANSWER_IS_MISSING / 2);
    boolean lacksNps = !lacksCsat && dice.chance(ANSWER_IS_MISSING);
    long answeredAt = contact.endedAt() + dice.between(20, 1_800);
    String line =
        new CsvRow()
            .text(surveys.next())
            .text(dice.chance(CALL_IS_NAMED) ? contact.callId() : null)
            .text(dice.chance(ANSWER_IS_MISSING) ? null : contact.agent().id())
            .text(contact.customerId())
            .time(answeredAt)
            .optional(lacksCsat ? null : csat)
            .optional(lacksNps ? null : nps)
            .toString();
    sink.accept(RawFeed.SURVEYS, Moment.dayOf(answeredAt), line);
  }

  private void review(Contact contact, String source, int daysLater, Dice dice) {
    double service = contact.skill().service();
    long reviewedAt = contact.endedAt() + daysLater * Moment.DAY;
    int script = score(86 + 25 * (service - 1) + 7 * dice.gaussian());
    int moodBefore = dice.weighted(new double[] {0.2, 0.6, 0.2});
    int moodAfter = Math.min(2, moodBefore + (dice.chance(0.4 * service) ? 1 : 0));
    String line =
        new CsvRow()
            .text(reviews.next())
            .text(contact.callId())
            .time(reviewedAt)
            .text(source)
            .number(dice.chance(0.03 / service) ? dice.between(1, 3) : 0)
            .number(script)
            .flag(dice.chance(Math.min(0.99, 0.93 * StrictMath.sqrt(service))))
            .number(score(82 + 20 * (service - 1) + 8 * dice.gaussian()))
            .number(score(78 + 20 * (service - 1) + 9 * dice.gaussian()))
            .number(dice.between(0, 4))
            .text(MOODS[moodBefore])
            .text(MOODS[moodAfter])
            .flag(script >= 97)
            .toString();
    sink.accept(RawFeed.REVIEWS, Moment.dayOf(reviewedAt), line);
  }

  private void complain(Contact contact, Dice dice) {
    String id = complaints.next();
    long filedAt = contact.endedAt() + dice.between(0, 9) * Moment.DAY + dice.between(0, 1_800);
    long cost = dice.chance(0.5) ? 0 : dice.between(2_000, 80_000);
    String callId = dice.chance(CALL_IS_NAMED) ? contact.callId() : null;
    String agentId = dice.chance(ANSWER_IS_MISSING) ? null : contact.agent().id();
    complaint(id, agentId, contact.customerId(), callId, filedAt, null, 0, filedAt);
    if (dice.chance(COMPLAINT_IS_RESOLVED)) {
      long resolvedAt = filedAt + dice.between(1, 20) * Moment.DAY;
      complaint(id, agentId, contact.customerId(), callId, filedAt, resolvedAt, cost, resolvedAt);
    }
  }

  private void complaint(
      String id,
      String agentId,
      String customerId,
      String callId,
      long filedAt,
      Long resolvedAt,
      long cost,
      long updatedAt) {
    String line =
        new CsvRow()
            .text(id)
            .text(agentId)
            .text(customerId)
            .text(callId)
            .time(filedAt)
            .optionalTime(resolvedAt)
            .cents(cost)
            .time(updatedAt)
            .toString();
    sink.accept(RawFeed.COMPLAINTS, Moment.dayOf(updatedAt), line);
  }

  private static int score(double value) {
    return (int) Math.max(0, Math.min(100, Math.round(value)));
  }
}
