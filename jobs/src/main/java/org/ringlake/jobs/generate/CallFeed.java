package org.ringlake.jobs.generate;

import org.ringlake.staging.Calls;

/**
 * Writes calls as a switch knows them: sometimes an extension instead of an agent, a number instead
 * of a customer. Where the plan is noisy some are corrected later, and now and then the older
 * version comes last.
 */
final class CallFeed {
  private static final double AGENT_IS_KNOWN = 0.79;
  private static final double EXTENSION_IS_KNOWN = 0.20;
  private static final double CUSTOMER_IS_KNOWN = 0.70;
  private static final double NUMBER_IS_WITHHELD = 0.03;
  private static final double TOPIC_IS_NOTED = 0.7;
  private static final double IS_TRANSCRIBED = 0.01;
  private static final double IS_IN_ENGLISH = 0.15;
  private static final double IS_CORRECTED = 0.003;
  private static final double OLDER_VERSION_COMES_LAST = 0.15;
  private static final String[] OUTBOUND_TOPICS = {
    "product", "pricing", "promotion", "renewal", "contract"
  };
  private static final String[] INBOUND_TOPICS = {
    "delivery", "invoice", "technical", "refund", "complaint", "contract"
  };

  private final GenerationPlan plan;
  private final RowSink sink;
  private long nextCall;

  CallFeed(GenerationPlan plan, Pod pod, RowSink sink) {
    this.plan = plan;
    this.sink = sink;
    this.nextCall = pod.firstCall();
  }

  /** Writes a call and returns its identifier. */
  String write(
      Person person,
      Customer customer,
      boolean isInbound,
      long startedAt,
      CallShape shape,
      Outcome outcome,
      Dice dice) {
    long number = nextCall++;
    String callId = Id.of("K", number + 1, 11);
    boolean namesAgent = person.isBot() || dice.chance(AGENT_IS_KNOWN);
    boolean namesExtension = !namesAgent && dice.chance(EXTENSION_IS_KNOWN / (1 - AGENT_IS_KNOWN));
    boolean namesCustomer = customer.isInCrm && dice.chance(CUSTOMER_IS_KNOWN);
    boolean isWithheld = isInbound && dice.chance(NUMBER_IS_WITHHELD);
    CallRow row =
        new CallRow(
            callId,
            startedAt,
            namesAgent ? person.id() : null,
            namesExtension ? person.extension() : null,
            person.isBot(),
            isInbound ? null : customer.campaign,
            namesCustomer ? customer.id : null,
            namesCustomer || isWithheld ? null : PhoneNumbers.dialled(customer.number),
            isInbound,
            shape,
            outcome,
            topic(shape, isInbound, dice),
            transcript(person, shape, number, dice),
            startedAt + shape.totalSeconds());
    write(row, number);
    return callId;
  }

  private static String topic(CallShape shape, boolean isInbound, Dice dice) {
    if (!shape.isContact() || !dice.chance(TOPIC_IS_NOTED)) {
      return null;
    }
    return dice.oneOf(isInbound ? INBOUND_TOPICS : OUTBOUND_TOPICS);
  }

  private String transcript(Person person, CallShape shape, long number, Dice dice) {
    if (!shape.isContact() || !dice.chance(IS_TRANSCRIBED)) {
      return null;
    }
    Dice words = Dice.of(plan.seed(), Dice.Purpose.TRANSCRIPT, number);
    return Transcript.of(dice.chance(IS_IN_ENGLISH), person.skill().service(), words);
  }

  private void write(CallRow row, long number) {
    long day = Moment.dayOf(row.startedAt());
    Dice dice = Dice.of(plan.seed(), Dice.Purpose.NOISE, number);
    CallRow corrected = plan.isNoisy() && dice.chance(IS_CORRECTED) ? corrected(row, dice) : null;
    if (corrected == null || Moment.dayOf(corrected.updatedAt()) > plan.lastDay()) {
      sink.accept(RawFeed.CALLS, day, row.line());
      return;
    }
    boolean isOlderLast = dice.chance(OLDER_VERSION_COMES_LAST);
    sink.accept(RawFeed.CALLS, day, (isOlderLast ? corrected : row).line());
    sink.acceptLate(RawFeed.CALLS, day, (isOlderLast ? row : corrected).line());
  }

  private static CallRow corrected(CallRow row, Dice dice) {
    long at = row.updatedAt() + dice.between(1, 25) * Moment.DAY;
    CallShape shape = row.shape();
    if (!shape.isContact()) {
      CallShape failed = new CallShape(Calls.FAILED, shape.ring(), 0, null, null, null);
      return row.corrected(failed, row.outcome(), at);
    }
    CallShape longer =
        new CallShape(
            shape.disposition(),
            shape.ring(),
            shape.talk() + dice.between(1, 60),
            shape.hold(),
            shape.wrap(),
            shape.connectDelay());
    return row.corrected(longer, row.outcome(), at);
  }
}
