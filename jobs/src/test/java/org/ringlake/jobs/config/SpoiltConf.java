package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of the tests that spoil a copy of the shipped configuration and are told what is wrong. */
abstract class SpoiltConf {
  @TempDir private Path workspace;
  ShippedConf conf;

  @BeforeEach
  void copy() throws IOException {
    conf = ShippedConf.copiedTo(workspace);
  }

  /** Holds when exactly these mistakes are reported, in this order. */
  void assertMistakes(Map<String, String> overrides, String... lines) {
    assertThatThrownBy(() -> conf.load(overrides))
        .isInstanceOf(ConfigException.class)
        .hasMessage(String.join("\n", lines));
  }

  void assertMistakes(String... lines) {
    assertMistakes(Map.of(), lines);
  }
}
