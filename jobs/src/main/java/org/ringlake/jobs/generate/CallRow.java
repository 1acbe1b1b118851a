package org.ringlake.jobs.generate;

import org.ringlake.staging.Calls;

/**
 * One row of the calls feed.
 *
 * @param agentId null where the switch knows only the extension, or nobody
 * @param customerId null where the switch knows only the number
 */
record CallRow(
    String callId,
    long startedAt,
    String agentId,
    String extension,
    boolean isBot,
    String campaign,
    String customerId,
    String phone,
    boolean isInbound,
    CallShape shape,
    Outcome outcome,
    String topic,
    String transcript,
    long updatedAt) {

  CallRow withCallId(String id) {
    return copy(id, shape, outcome, updatedAt);
  }

  CallRow corrected(CallShape correctedShape, Outcome correctedOutcome, long at) {
    return copy(callId, correctedShape, correctedOutcome, at);
  }

  private CallRow copy(String id, CallShape newShape, Outcome newOutcome, long at) {
    return new CallRow(
        id,
        startedAt,
        agentId,
        extension,
        isBot,
        campaign,
        customerId,
        phone,
        isInbound,
        newShape,
        newOutcome,
        topic,
        transcript,
        at);
  }

  String line() {
    return new CsvRow()
        .text(callId)
        .time(startedAt)
        .text(agentId)
        .text(extension)
        .text(isBot ? Calls.BOT : Calls.HUMAN)
        .text(campaign)
        .text(customerId)
        .text(phone)
        .text(isInbound ? Calls.INBOUND : Calls.OUTBOUND)
        .text(shape.disposition())
        .number(shape.ring())
        .optional(shape.talk())
        .optional(shape.hold())
        .optional(shape.wrap())
        .optional(shape.connectDelay())
        .text(outcome.word())
        .text(topic)
        .text(transcript)
        .time(updatedAt)
        .toString();
  }
}
