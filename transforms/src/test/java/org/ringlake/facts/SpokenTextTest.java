package org.ringlake.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpokenTextTest {
  @Test
  void widthAndCaseDoNotTellTextsApart() {
    assertThat(SpokenText.of("VIP 100%")).isEqualTo(SpokenText.of("vip 100%"));
    assertThat(SpokenText.of("ﾃｽﾄ")).isEqualTo(SpokenText.of("テスト"));
  }

  @Test
  void blanksBetweenWordsAreOneAndBetweenChineseSignsNone() {
    assertThat(SpokenText.of("\u3000 no\u00a0\n risk ")).hasToString("no risk");
    assertThat(SpokenText.of("保证 收\n益")).hasToString("保证收益");
    assertThat(SpokenText.of("加 VIP 群")).hasToString("加 vip 群");
  }

  @Test
  void invisibleSignsDoNotCountAndApostrophesAreAlike() {
    assertThat(SpokenText.of("保\u200b证\ufeff")).hasToString("保证");
    assertThat(SpokenText.of("DON\u2019T")).hasToString("don't");
  }

  @Test
  void blanksAndInvisibleSignsAloneAreNothing() {
    assertThat(SpokenText.of(" \u3000\u200b").isEmpty()).isTrue();
    assertThat(SpokenText.of("。").isEmpty()).isFalse();
  }
}
