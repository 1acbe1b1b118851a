package org.ringlake.attribution;

/**
 * A contact of an agent with a customer before a deal of theirs was closed.
 *
 * @param secondsBefore from the contact's start to the closing, 0 or more
 * @param weight what the touch counts beside others of its path, more than 0
 */
public record Touch(String agentId, long secondsBefore, double weight) {
  public Touch {
    if (secondsBefore < 0) {
      throw new IllegalArgumentException(
          "A touch of %s starts %d s after the closing: only those before it count"
              .formatted(agentId, -secondsBefore));
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "A touch of %s weighs %s: touches that count for nothing are to be left out"
              .formatted(agentId, weight));
    }
  }
}
