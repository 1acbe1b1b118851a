package org.ringlake.measures;

import java.time.Duration;

/**
 * When a contact counts as an effective call.
 *
 * @param effectiveMinTalk the least talk time, inclusive
 */
public record CallRules(Duration effectiveMinTalk) {
  public CallRules {
    if (effectiveMinTalk.isNegative()) {
      throw new IllegalArgumentException(
          "calls.effective-min-talk is %s; use zero or more, such as PT30S"
              .formatted(effectiveMinTalk));
    }
  }
}
