package org.ringlake.attribution;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.ringlake.facts.CallKind;
import org.ringlake.staging.Calls;

/**
 * Which calls touch a customer, and what they weigh.
 *
 * @param lookback closing − this &lt; start of the call ≤ closing
 * @param leastTalk calls with less talk time are no touches; zero: every answered call is one
 * @param humanWeight what a call of a person weighs beside others of its path; 0: it is no touch
 * @param botWeight the same of a bot's call
 */
public record TouchRules(
    Duration lookback, Duration leastTalk, double humanWeight, double botWeight)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public TouchRules {
    if (lookback.isNegative() || lookback.isZero()) {
      throw new IllegalArgumentException(
          "attribution.lookback is %s; use more than zero, such as P90D".formatted(lookback));
    }
    requireWeight("attribution.human-weight", humanWeight);
    requireWeight("attribution.bot-weight", botWeight);
  }

  private static void requireWeight(String name, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("%s is %s; use zero or more".formatted(name, weight));
    }
  }

  /** Whether a row of {@link Calls} is a touch of whoever answered; never null. */
  Column isTouch() {
    Column isLong = coalesce(col(Calls.TALK_SECONDS), lit(0)).geq(leastTalk.toSeconds());
    return CallKind.isAnswered().and(isOfCountedKind()).and(isLong);
  }

  private Column isOfCountedKind() {
    return humanWeight > 0
        ? CallKind.isHuman().or(lit(botWeight > 0))
        : not(CallKind.isHuman()).and(lit(botWeight > 0));
  }

  double weight(boolean isBot) {
    return isBot ? botWeight : humanWeight;
  }

  /** What readers of the tables are told: {@code answered calls, people × 1.0, bots × 0.0}. */
  public String inWords() {
    String calls =
        leastTalk.isZero()
            ? "answered calls"
            : "answered calls of %d s or more".formatted(leastTalk.toSeconds());
    return String.format(Locale.ROOT, "%s, people × %s, bots × %s", calls, humanWeight, botWeight);
  }
}
