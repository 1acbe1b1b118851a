package org.ringlake.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.facts.QualityRules.ScriptItem;

final class TranscriptFindingsTest {
  @Test
  void everyOccurrenceOfAForbiddenPhraseIsAViolation() {
    assertThat(violations("保证收益,真的保证收益!", "保证收益", "稳赚")).isEqualTo(2);
    assertThat(violations("稳赚。保证收益。", "保证收益", "稳赚")).isEqualTo(2);
    assertThat(violations("您好,请问有什么可以帮您?", "保证收益", "稳赚")).isZero();
    assertThat(violations("No risk at all. I said no risk.", "no risk")).isEqualTo(2);
  }

  @Test
  void widthAndCaseDoNotHideAPhrase() {
    assertThat(violations("加ＶＩＰ群，１００％赚", "VIP群", "100%赚")).isEqualTo(2);
    assertThat(violations("NO Risk", "No risk")).isEqualTo(1);
    assertThat(violations("ｎｏ　ｒｉｓｋ", "no risk")).isEqualTo(1);
    assertThat(violations("保 证 收 益", "保证收益")).isEqualTo(1);
  }

  @Test
  void aLatinPhraseIsFoundAsWholeWordsOnly() {
    assertThat(violations("note, piano, nonono, no1, no_", "no")).isEqualTo(1);
    assertThat(violations("I can't", "can")).isZero();
    assertThat(violations("I can’t", "can")).isZero();
    assertThat(violations("'can' it be? (can)", "can")).isEqualTo(2);
    assertThat(violations("señor, niño", "ni", "se")).isZero();
    assertThat(violations("no. No? no", "no")).isEqualTo(3);
    assertThat(violations("12100% and 100%", "100%")).isEqualTo(1);
  }

  @Test
  void chineseBesideALatinPhraseIsItsEnd() {
    assertThat(violations("加vip吧", "VIP")).isEqualTo(1);
    assertThat(violations("加vips吧", "VIP")).isZero();
    assertThat(violations("超vip客户", "VIP客户")).isEqualTo(1);
    assertThat(violations("svip客户", "VIP客户")).isZero();
  }

  @Test
  void ofOverlappingPhrasesTheLeftmostLongestCounts() {
    assertThat(violations("绝对保证收益", "保证", "保证收益", "收益")).isEqualTo(1);
    assertThat(violations("甲乙丙丁", "甲乙", "乙丙丁")).isEqualTo(1);
    assertThat(violations("甲乙丙丁", "甲乙", "乙丙", "丙丁")).isEqualTo(2);
    assertThat(violations("哈哈哈", "哈哈")).isEqualTo(1);
    assertThat(violations("no risk no", "no", "no risk")).isEqualTo(2);
  }

  @Test
  void aLongerPhraseThatEndsInsideAWordLeavesTheShorterOne() {
    assertThat(violations("no risky", "no", "no risk")).isEqualTo(1);
  }

  @Test
  void aForbiddenPhraseInsideAHarmlessOneIsNoViolation() {
    QualityRules rules =
        new QualityRules(Set.of(), Set.of("保证收益", "收益高"), Set.of("不保证收益"), Set.of(), Set.of());
    assertThat(find(rules, "我们不保证收益", null).getInt(0)).isZero();
    assertThat(find(rules, "不保证收益,但他说保证收益", null).getInt(0)).isEqualTo(1);
    assertThat(find(rules, "不保证收益高", null).getInt(0)).isEqualTo(1);
  }

  @Test
  void theScriptScoreIsTheShareOfItemsSaidInAnyWording() {
    QualityRules rules =
        script(
            item("greeting", "您好", "good morning"),
            item("recording", "通话将被录音", "录音"),
            item("closing", "祝您生活愉快", "goodbye"));
    assertThat(score(rules, "您好,通话将被录音。祝您生活愉快")).isEqualByComparingTo("100");
    assertThat(score(rules, "Good morning! 您好您好")).isEqualByComparingTo("33.3333");
    assertThat(score(rules, "您好。Goodbye")).isEqualByComparingTo("66.6667");
    assertThat(score(rules, "喂")).isEqualByComparingTo("0");
  }

  @Test
  void itemsThatShareAWordingAreBothSaid() {
    QualityRules rules = script(item("a", "全程录音"), item("b", "录音", "全程录音"));
    assertThat(score(rules, "本次全程录音")).isEqualByComparingTo("100");
  }

  @Test
  void anItemOfOtherCampaignsIsNotAskedFor() {
    ScriptItem loan = new ScriptItem("rate", Set.of("年化利率"), Set.of("loan", "card"));
    QualityRules rules = script(item("greeting", "您好"), loan);
    assertThat(find(rules, "您好", "loan").<BigDecimal>getAs(1)).isEqualByComparingTo("50");
    assertThat(find(rules, "您好", "course").<BigDecimal>getAs(1)).isEqualByComparingTo("100");
    assertThat(find(rules, "您好", null).<BigDecimal>getAs(1)).isEqualByComparingTo("100");
    assertThat(find(script(loan), "您好", "course").isNullAt(1)).isTrue();
  }

  @Test
  void empathyPhrasesAreCounted() {
    QualityRules rules =
        new QualityRules(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of("理解", "非常理解您", "I understand"));
    assertThat(find(rules, "非常理解您,我理解。I understand!", null).getInt(2)).isEqualTo(3);
  }

  @Test
  void onePhraseMayBePartOfTheScriptAndShowEmpathy() {
    QualityRules rules =
        new QualityRules(
            Set.of(), Set.of(), Set.of(), Set.of(item("thanks", "谢谢您")), Set.of("谢谢您", "谢谢"));
    Row found = find(rules, "谢谢您", null);
    assertThat(found.<BigDecimal>getAs(1)).isEqualByComparingTo("100");
    assertThat(found.getInt(2)).isEqualTo(1);
  }

  @Test
  void whatTheRulesDoNotLookForIsNull() {
    Row found = find(forbidding("稳赚"), "您好", null);
    assertThat(found.getInt(0)).isZero();
    assertThat(found.isNullAt(1)).isTrue();
    assertThat(found.isNullAt(2)).isTrue();
    assertThat(find(script(item("a", "您好")), "您好", null).isNullAt(0)).isTrue();
  }

  @Test
  void aSignOutsideTheBasicPlaneIsOneSign() {
    assertThat(violations("𠮷野家𠮷野家", "𠮷野家")).isEqualTo(2);
    assertThat(violations("𠮷no𠮷", "no")).isEqualTo(1);
  }

  @Test
  void aCopyOnAnotherMachineFindsTheSame() throws IOException, ClassNotFoundException {
    TranscriptFindings original = new TranscriptFindings(forbidding("稳赚"));
    assertThat(original.find("稳赚", null).getInt(0)).isEqualTo(1);
    assertThat(copied(original).find("稳赚", null).getInt(0)).isEqualTo(1);
  }

  private static TranscriptFindings copied(TranscriptFindings original)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (TranscriptFindings) in.readObject();
    }
  }

  private static int violations(String transcript, String... forbidden) {
    return find(forbidding(forbidden), transcript, null).getInt(0);
  }

  private static BigDecimal score(QualityRules rules, String transcript) {
    return find(rules, transcript, null).getAs(1);
  }

  private static Row find(QualityRules rules, String transcript, String campaign) {
    return new TranscriptFindings(rules).find(transcript, campaign);
  }

  private static QualityRules forbidding(String... phrases) {
    return new QualityRules(Set.of(), Set.of(phrases), Set.of(), Set.of(), Set.of());
  }

  private static QualityRules script(ScriptItem... items) {
    return new QualityRules(Set.of(), Set.of(), Set.of(), Set.of(items), Set.of());
  }

  private static ScriptItem item(String id, String... wordings) {
    return new ScriptItem(id, Set.of(wordings), Set.of());
  }
}
