package org.ringlake.jobs.generate;

/** One version of a lead: what an agent learnt about a customer and what came of it. */
record Lead(
    String leadId,
    String agentId,
    String customerId,
    String grade,
    long createdAt,
    Long enquirySentAt,
    Long visitedAt,
    long updatedAt) {

  static final String HOT = "A";
  static final String WARM = "B";
  static final String COLD = "C";
  static final String INVALID = "invalid";

  Lead visited(long at) {
    return new Lead(leadId, agentId, customerId, HOT, createdAt, enquirySentAt, at, at);
  }

  String line() {
    return new CsvRow()
        .text(leadId)
        .text(agentId)
        .text(customerId)
        .text(grade)
        .time(createdAt)
        .optionalTime(enquirySentAt)
        .optionalTime(visitedAt)
        .time(updatedAt)
        .toString();
  }
}
