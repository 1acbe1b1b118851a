package org.ringlake.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Set<Period> ALL = EnumSet.allOf(Period.class);
  private static final Calendar CALENDAR =
      new Calendar(
          List.of(
              new Calendar.Season("busy", yearly(11, 1, 12, 20)),
              new Calendar.Season("slack", yearly(12, 21, 1, 15)),
              new Calendar.Season("busy", once("2025-06-10", "2025-06-20"))),
          List.of());

  @Test
  void withoutARuleThereIsNoneOfRules() {
    assertThat(inForce(List.of(), "A1", "2025-03-01")).isNull();
    assertThat(inForce(List.of(rule().of("A2").target(1)), "A1", "2025-03-01")).isNull();
  }

  @Test
  void aRuleHoldsFromItsFirstToItsLastDay() {
    List<TestRule> rules = List.of(rule().from("2025-03-01").until("2025-04-01").target(1));

    assertThat(inForce(rules, "A1", "2025-02-28")).isNull();
    assertThat(inForce(rules, "A1", "2025-03-01")).isEqualTo("1");
    assertThat(inForce(rules, "A1", "2025-04-01")).isEqualTo("1");
    assertThat(inForce(rules, "A1", "2025-04-02")).isNull();
  }

  @Test
  void theLaterOfTwoValidRulesWins() {
    List<TestRule> rules =
        List.of(
            rule().from("2025-03-01").target(2),
            rule().target(1),
            rule().from("2025-02-01").target(3));

    assertThat(inForce(rules, "A1", "2025-01-31")).isEqualTo("1");
    assertThat(inForce(rules, "A1", "2025-02-01")).isEqualTo("3");
    assertThat(inForce(rules, "A1", "2025-03-01")).isEqualTo("2");
  }

  @Test
  void theEntitysOwnRuleComesBeforeALaterOneOfItsLayer() {
    List<TestRule> rules = List.of(rule().of("A1").target(1), rule().from("2025-03-01").target(2));

    assertThat(inForce(rules, "A1", "2025-03-01")).isEqualTo("1");
    assertThat(inForce(rules, "A2", "2025-03-01")).isEqualTo("2");
  }

  @Test
  void aRuleOfTheSeasonComesBeforeAllOthersWithinIt() {
    List<TestRule> rules =
        List.of(
            rule().of("A1").from("2025-01-01").target(1),
            rule().in("busy").target(2),
            rule().in("busy").of("A2").target(3),
            rule().in("slack").target(4));

    assertThat(inForce(rules, "A1", "2025-10-31")).isEqualTo("1");
    assertThat(inForce(rules, "A1", "2025-11-01")).isEqualTo("2");
    assertThat(inForce(rules, "A1", "2025-12-20")).isEqualTo("2");
    assertThat(inForce(rules, "A1", "2025-12-21")).isEqualTo("4");
    assertThat(inForce(rules, "A1", "2026-01-15")).isEqualTo("4");
    assertThat(inForce(rules, "A1", "2026-01-16")).isEqualTo("1");
    assertThat(inForce(rules, "A2", "2025-06-10")).isEqualTo("3");
    assertThat(inForce(rules, "A2", "2026-06-10")).isNull();
  }

  @Test
  void aRuleHoldsForItsLayerAndPeriodsOnly() {
    Targets targets =
        targets(
            List.of(
                new TestRule(EnumSet.of(Period.MONTH), null, null, null, null, null).target(1)));
    LocalDate start = LocalDate.of(2025, 3, 1);

    assertThat(targets.inForce(Layer.AGENT, "A1", Period.MONTH, start)).containsKey("dials");
    assertThat(targets.inForce(Layer.AGENT, "A1", Period.DAY, start)).isEmpty();
    assertThat(targets.inForce(Layer.TEAM, "A1", Period.MONTH, start)).isEmpty();
  }

  @Test
  void theOrderOfTheRulesDoesNotMatter() {
    List<TestRule> rules =
        new ArrayList<>(
            List.of(
                rule().target(1),
                rule().from("2025-01-01").target(2),
                rule().of("A1").target(3),
                rule().in("busy").target(4),
                rule().in("busy").of("A1").target(5)));
    for (int turn = 0; turn < rules.size(); turn++) {
      Collections.rotate(rules, 1);
      assertThat(inForce(rules, "A1", "2025-03-01")).isEqualTo("3");
      assertThat(inForce(rules, "A2", "2025-03-01")).isEqualTo("2");
      assertThat(inForce(rules, "A1", "2025-11-01")).isEqualTo("5");
      assertThat(inForce(rules, "A2", "2025-11-01")).isEqualTo("4");
    }
  }

  @Test
  void twoRulesAreRivalsWhereNothingDecidesBetweenThem() {
    TargetRule general = rule().target(1).rule();

    assertThat(general.isRivalOf(rule().target(2).rule())).isTrue();
    assertThat(general.isRivalOf(rule().until("2025-01-01").target(1).rule())).isTrue();
    assertThat(general.isRivalOf(rule().from("2025-01-01").target(1).rule())).isFalse();
    assertThat(general.isRivalOf(rule().of("A1").target(1).rule())).isFalse();
    assertThat(general.isRivalOf(rule().in("busy").target(1).rule())).isFalse();
  }

  @Test
  void rangesOverlapWhereTheyShareADay() {
    assertThat(once("2025-01-01", "2025-01-31").overlaps(once("2025-01-31", "2025-02-01")))
        .isTrue();
    assertThat(once("2025-01-01", "2025-01-31").overlaps(once("2025-02-01", "2025-02-02")))
        .isFalse();
    assertThat(yearly(12, 21, 1, 15).overlaps(yearly(1, 15, 2, 1))).isTrue();
    assertThat(yearly(12, 21, 1, 15).overlaps(yearly(1, 16, 12, 20))).isFalse();
    assertThat(once("2023-02-01", "2023-02-28").overlaps(yearly(2, 29, 2, 29))).isFalse();
    assertThat(yearly(2, 29, 2, 29).overlaps(once("2024-02-01", "2024-03-01"))).isTrue();
    assertThat(yearly(2, 29, 2, 29).overlaps(yearly(2, 1, 3, 1))).isTrue();
  }

  private static DateRange once(String from, String until) {
    return new DateRange.Once(LocalDate.parse(from), LocalDate.parse(until));
  }

  private static DateRange yearly(int fromMonth, int fromDay, int untilMonth, int untilDay) {
    return new DateRange.Yearly(MonthDay.of(fromMonth, fromDay), MonthDay.of(untilMonth, untilDay));
  }

  private static String inForce(List<TestRule> rules, String agent, String day) {
    Bounds bounds =
        targets(rules).inForce(Layer.AGENT, agent, Period.DAY, LocalDate.parse(day)).get("dials");
    return bounds == null ? null : bounds.first().toPlainString();
  }

  private static Targets targets(List<TestRule> rules) {
    return new Targets(rules.stream().map(TestRule::rule).toList(), CALENDAR);
  }

  private static TestRule rule() {
    return new TestRule(ALL, null, null, null, null, null);
  }

  /** A rule for the dials of agents; what is null is not said. */
  private record TestRule(
      Set<Period> periods,
      String entity,
      String season,
      LocalDate validFrom,
      LocalDate validUntil,
      BigDecimal bound) {

    TestRule of(String agent) {
      return new TestRule(periods, agent, season, validFrom, validUntil, bound);
    }

    TestRule in(String name) {
      return new TestRule(periods, entity, name, validFrom, validUntil, bound);
    }

    TestRule from(String day) {
      return new TestRule(periods, entity, season, LocalDate.parse(day), validUntil, bound);
    }

    TestRule until(String day) {
      return new TestRule(periods, entity, season, validFrom, LocalDate.parse(day), bound);
    }

    TestRule target(int value) {
      return new TestRule(
          periods, entity, season, validFrom, validUntil, BigDecimal.valueOf(value));
    }

    TargetRule rule() {
      return new TargetRule(
          "dials",
          Layer.AGENT,
          Optional.ofNullable(entity),
          periods,
          Optional.ofNullable(season),
          Optional.ofNullable(validFrom),
          Optional.ofNullable(validUntil),
          Target.of(Direction.HIGHER, bound));
    }
  }
}
