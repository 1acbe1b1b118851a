package org.ringlake.jobs.config;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Mistakes of the phrases that are looked for in transcripts. */
final class PhraseMistakesTest extends SpoiltConf {
  @Test
  void mistakesOfPhrasesAreListed() throws IOException {
    conf.write(
        "quality.yaml",
        """
        campaigns: [K1, K1]
        forbiden: [a]
        forbidden:
          - 稳赚 不赔
          - "　"
          - no risk
          - ＮＯ  Risk
          -
          - {phrase: x}
        harmless:
          - really no risk
          - 风险自担
          - 稳赚不赔
        script:
          greeting: {any-of: [您好, no risk]}
          hello:
            description: {en: Greets}
            any-of: [Hello, 您好]
            all-of: [a]
          closing: {}
          plain: 再见
        empathy: [稳赚不赔]
        """);
    assertMistakes(
        "conf/quality.yaml:1: campaigns has 'K1' twice",
        "conf/quality.yaml:2: key 'forbiden' is unknown; the nearest is 'forbidden'",
        "conf/quality.yaml:5: 'forbidden' has an empty phrase; write one or remove the line",
        "conf/quality.yaml:7: 'forbidden' has 'ＮＯ  Risk' twice, first in line 6 as 'no risk'"
            + " (width, case and blanks make no difference); keep one",
        "conf/quality.yaml:8: 'forbidden' has an empty phrase; write one or remove the line",
        "conf/quality.yaml:9: a phrase of 'forbidden' is one text; write - text",
        "conf/quality.yaml:12: '风险自担' of harmless holds no forbidden phrase, so it changes"
            + " nothing; remove it",
        "conf/quality.yaml:13: '稳赚不赔' of harmless is also forbidden, in line 4; keep one of the"
            + " two",
        "conf/quality.yaml:15: 'no risk' of script item 'greeting' is also forbidden, in line 6;"
            + " keep one of the two",
        "conf/quality.yaml:18: script items 'greeting' and 'hello' share '您好'; keep it in one of"
            + " them",
        "conf/quality.yaml:19: key 'all-of' is unknown; the nearest is 'any-of'",
        "conf/quality.yaml:20: script item 'closing' has no wording; write any-of: [a phrase]",
        "conf/quality.yaml:21: 'plain' is no group of keys; write its keys below it",
        "conf/quality.yaml:22: '稳赚不赔' of empathy is also forbidden, in line 4; keep one of the"
            + " two");
  }
}
