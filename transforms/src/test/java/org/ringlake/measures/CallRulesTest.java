package org.ringlake.measures;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallRulesTest {
  @Test
  void aNegativeTalkTimeIsRefusedWithARemedy() {
    assertThatThrownBy(() -> new CallRules(Duration.ofSeconds(-1), 480, 1260))
        .hasMessage("calls.effective-min-talk is PT-1S; use zero or more, such as PT30S");
  }
}
