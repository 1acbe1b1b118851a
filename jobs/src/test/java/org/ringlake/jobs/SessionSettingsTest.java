package org.ringlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

class SessionSettingsTest extends SparkTest {
  private static final String SET_BEFORE = "ringlake.test.set";
  private static final String UNSET_BEFORE = "ringlake.test.unset";

  @BeforeEach
  void set() {
    spark().conf().set(SET_BEFORE, "before");
  }

  @AfterEach
  void unset() {
    spark().conf().unset(SET_BEFORE);
  }

  @Test
  void settingsHoldUntilTheyAreClosedAndAreThenAsTheyWere() {
    try (SessionSettings settings =
        SessionSettings.in(spark(), Map.of(SET_BEFORE, "during", UNSET_BEFORE, "during"))) {
      assertThat(settings).isNotNull();
      assertThat(valueOf(SET_BEFORE)).isEqualTo("during");
      assertThat(valueOf(UNSET_BEFORE)).isEqualTo("during");
    }

    assertThat(valueOf(SET_BEFORE)).isEqualTo("before");
    assertThat(valueOf(UNSET_BEFORE)).isEqualTo("none");
  }

  @Test
  void closingAgainChangesNothing() {
    SessionSettings settings = SessionSettings.in(spark(), Map.of(SET_BEFORE, "during"));
    settings.close();
    spark().conf().set(SET_BEFORE, "after");

    settings.close();

    assertThat(valueOf(SET_BEFORE)).isEqualTo("after");
  }

  private String valueOf(String setting) {
    return spark().conf().get(setting, "none");
  }
}
