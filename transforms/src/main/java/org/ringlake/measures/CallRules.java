package org.ringlake.measures;

import java.time.Duration;

/**
 * When a contact counts as an effective call, and when customers may be dialled.
 *
 * @param effectiveMinTalk the least talk time, inclusive
 * @param allowedFromMinute the first minute of a business day in which dialling is allowed
 * @param allowedUntilMinute the first minute after it, at most 1440
 */
public record CallRules(Duration effectiveMinTalk, int allowedFromMinute, int allowedUntilMinute) {
  public CallRules {
    if (effectiveMinTalk.isNegative()) {
      throw new IllegalArgumentException(
          "calls.effective-min-talk is %s; use zero or more, such as PT30S"
              .formatted(effectiveMinTalk));
    }
  }
}
