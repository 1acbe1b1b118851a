package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.SparkTest;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Silver;

final class TouchRulesTest extends SparkTest {
  private static final Duration LOOKBACK = Duration.ofDays(90);

  @ParameterizedTest
  @CsvSource({
    "PT30S, 1, 0,   P30 N30",
    "PT30S, 1, 0.5, P30 N30 B30",
    "PT30S, 0, 1,   B30",
    "PT30S, 0, 0,   ''",
    "PT0S,  1, 0,   P30 N30 P29 P",
    "PT0S,  0, 2,   B30 B29",
  })
  void answeredCallsThatAreLongEnoughAndWeighSomethingAreTouches(
      Duration leastTalk, double humanWeight, double botWeight, String expected) {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            call_id | agent_kind | disposition | talk_seconds
            P30     | human      | answered    | 30
            N30     | null       | answered    | 30
            P29     | human      | answered    | 29
            P       | human      | answered    | null
            V30     | human      | voicemail   | 30
            O30     | human      | null        | 30
            B30     | bot        | answered    | 30
            B29     | bot        | answered    | 29
            """);
    TouchRules rules = new TouchRules(LOOKBACK, leastTalk, humanWeight, botWeight);

    List<String> touches =
        calls.filter(rules.isTouch()).select(Calls.CALL_ID).as(Encoders.STRING()).collectAsList();

    assertThat(String.join(" ", touches)).isEqualTo(expected);
    assertThat(calls.filter(rules.isTouch().isNull()).isEmpty()).isTrue();
  }

  @Test
  void readersAreToldWhichCallsCount() {
    assertThat(new TouchRules(LOOKBACK, Duration.ZERO, 1, 0).inWords())
        .isEqualTo("answered calls, people × 1.0, bots × 0.0");
    assertThat(new TouchRules(LOOKBACK, Duration.ofSeconds(30), 0, 0.25).inWords())
        .isEqualTo("answered calls of 30 s or more, people × 0.0, bots × 0.25");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void weightsThatNothingCanHaveAreRefused(double weight) {
    assertThatThrownBy(() -> new TouchRules(LOOKBACK, Duration.ZERO, weight, 0))
        .hasMessage("attribution.human-weight is %s; use zero or more".formatted(weight));
    assertThatThrownBy(() -> new TouchRules(LOOKBACK, Duration.ZERO, 1, weight))
        .hasMessage("attribution.bot-weight is %s; use zero or more".formatted(weight));
  }

  @Test
  void timesOfNothingAreRefused() {
    TouchRules touches = new TouchRules(LOOKBACK, Duration.ZERO, 1, 0);

    assertThatThrownBy(() -> new TouchRules(Duration.ZERO, Duration.ZERO, 1, 0))
        .hasMessage("attribution.lookback is PT0S; use more than zero, such as P90D");
    assertThatThrownBy(() -> new AttributionRules(touches, Duration.ZERO))
        .hasMessage("attribution.half-life is PT0S; use more than zero, such as P7D");
  }
}
