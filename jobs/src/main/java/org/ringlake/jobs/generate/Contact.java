package org.ringlake.jobs.generate;

/**
 * A talk between a customer and a human agent.
 *
 * @param customerId null where the customer is in no CRM
 * @param endedAt local moment of hanging up
 */
record Contact(String callId, Person agent, String customerId, long endedAt) {
  Skill skill() {
    return agent.skill();
  }
}
