package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mistakes of KPIs, their targets and the seasons these are for. */
final class KpiMistakesTest extends SpoiltConf {
  @Test
  void mistakesOfKpisAreListed() throws IOException {
    conf.write(
        "kpis.yaml",
        """
        kpis:
          Dials: {name: {en: Dials}, unit: count, direction: up, numerator: dials}
          a: {name: {en: A, zh: 甲}, unit: count, numerator: dials +}
          b: {name: {en: B, zh: 乙}, unit: count, direction: band, numerator: dials, target: 1}
          c: {name: {en: C, zh: 丙}, unit: count, direction: up, numerator: dials, target: {low: 2, high: 1}}
          d: {name: {en: D, zh: 丁}, unit: count, direction: band, numerator: dials, target: {low: 2, high: 1}}
          e: {name: {en: E, zh: 戊}, unit: count, direction: up, numerator: dials, layers: [agents], periods: [decade], version: 0}
        """);
    assertMistakes(
        "conf/kpis.yaml:2: KPI 'Dials' is no name; use lower-case letters, digits and _,"
            + " beginning with a letter",
        "conf/kpis.yaml:2: 'name.zh' is missing; write the Chinese name",
        "conf/kpis.yaml:3: 'direction' is missing; write up, down or band",
        "conf/kpis.yaml:3: numerator 'dials +' is no SQL expression: Syntax error at or near"
            + " end of input",
        "conf/kpis.yaml:4: target of a band needs both ends; write {low: 0.5, high: 0.7}",
        "conf/kpis.yaml:5: target is a band, but direction is not; write one number",
        "conf/kpis.yaml:6: target.low is above target.high; swap them",
        "conf/kpis.yaml:7: layers 'agents' is unknown; write one of agent, team, site, enterprise",
        "conf/kpis.yaml:7: periods 'decade' is unknown; write one of day, week, month,"
            + " quarter, year",
        "conf/kpis.yaml:7: version '0' is no whole number of at least 1; write one such as 1");
  }

  @Test
  void aFileWithoutKpisIsAMistake() throws IOException {
    conf.write("targets.yaml", "targets: []\n");
    for (String content : List.of("", "# none yet\n", "kpis:\n", "kpis: {}\n")) {
      conf.write("kpis.yaml", content);
      assertThatThrownBy(() -> conf.load(Map.of()))
          .as(content)
          .isInstanceOf(ConfigException.class)
          .hasMessageMatching(
              "conf/kpis.yaml(:1)?: 'kpis' is missing; write kpis: with the KPIs below");
    }
  }

  @Test
  void samplesAndIntervalsThatMeanNothingAreListed() throws IOException {
    conf.write(
        "kpis.yaml",
        """
        kpis:
          a: {name: {en: A, zh: 甲}, unit: count, direction: up, numerator: dials, sample: contacts}
          b: {name: {en: B, zh: 乙}, unit: count, direction: up, numerator: dials, denominator: contacts, interval: wilson}
          c: {name: {en: C, zh: 丙}, unit: share, direction: up, numerator: dials, denominator: contacts, sample: contacts, interval: wilson}
          d: {name: {en: D, zh: 丁}, unit: share, direction: up, numerator: dials, denominator: contacts, interval: exact, target: 0.1234567}
          e: {name: {en: E, zh: 戊}, unit: count, direction: up, numerator: dials, numerator-unit: 0, denominator-unit: 7}
        """);
    String ofCases =
        "interval wilson is of so many of so many cases: of unit share, with a denominator and no"
            + " sample; write none";
    assertMistakes(
        "conf/kpis.yaml:2: sample of a plain sum means nothing; add a denominator or delete it",
        "conf/kpis.yaml:3: " + ofCases,
        "conf/kpis.yaml:4: " + ofCases,
        "conf/kpis.yaml:5: interval 'exact' is unknown; write one of none, wilson",
        "conf/kpis.yaml:5: target '0.1234567' has more than 6 decimals; round it",
        "conf/kpis.yaml:6: denominator-unit of a plain sum means nothing; add a denominator or"
            + " delete it",
        "conf/kpis.yaml:6: numerator-unit '0' is no whole number of at least 1; write one such as"
            + " 1");
  }

  @Test
  void mistakesOfTargetsAreListed() throws IOException {
    conf.write("calendar.yaml", "seasons: {busy: [{from: 11-01, until: 12-31}]}\n");
    conf.change(
        "kpis.yaml", "    numerator: units_sold", "    numerator: units_sold\n    layers: [team]");
    conf.write(
        "targets.yaml",
        """
        targets:
          - {kpi: connect_rat, layer: agent, target: 0.5, colour: red}
          - {kpi: connect_rate, layer: agents, target: 0.5, periods: [decade]}
          - {kpi: connect_rate, layer: agent, season: bussy, target: 0.5}
          - {kpi: connect_rate, layer: agent, season: spring, target: {low: 0.5, high: 0.6}}
          - {kpi: connect_rate, layer: agent, valid-from: 2026-02-30, valid-until: tomorrow}
          - {kpi: connect_rate, layer: agent, valid-from: 2026-02-02, valid-until: 2026-02-01, target: 1}
          - {kpi: talk_share, layer: agent, target: 0.5}
          - {kpi: talk_share, layer: agent, target: {low: 0.7, high: 0.5}, color: red}
          - {kpi: units_sold, layer: agent, target: 5}
          - {kpi: dials, layer: team, periods: [day, week], target: 5}
          - {kpi: dials, layer: team, periods: [month, week], target: 6}
          - {kpi: dials, layer: team, periods: [week], valid-from: 2026-01-01, target: 7}
          - {layer: team, target: 7}
        """);
    assertMistakes(
        "conf/targets.yaml:2: kpi 'connect_rat' is unknown; the nearest is 'connect_rate'",
        "conf/targets.yaml:3: layer 'agents' is unknown; write one of agent, team, site,"
            + " enterprise",
        "conf/targets.yaml:3: periods 'decade' is unknown; write one of day, week, month,"
            + " quarter, year",
        "conf/targets.yaml:4: season 'bussy' is no season of calendar.yaml; the nearest is 'busy'",
        "conf/targets.yaml:5: season 'spring' is no season of calendar.yaml; add it there",
        "conf/targets.yaml:5: target is a band, but direction is not; write one number",
        "conf/targets.yaml:6: valid-from '2026-02-30' is no date; write one such as 2025-03-31",
        "conf/targets.yaml:6: valid-until 'tomorrow' is no date; write one such as 2025-03-31",
        "conf/targets.yaml:6: 'target' is missing; write a number, or {low: 0.5, high: 0.7}",
        "conf/targets.yaml:7: valid-until is before valid-from; swap them",
        "conf/targets.yaml:8: target of a band needs both ends; write {low: 0.5, high: 0.7}",
        "conf/targets.yaml:9: target.low is above target.high; swap them",
        "conf/targets.yaml:9: key 'color' is unknown; known here are entity, kpi, layer, periods,"
            + " season, target, valid-from, valid-until",
        "conf/targets.yaml:10: units_sold has no values of layer agent; name another",
        "conf/targets.yaml:12: is for the same cells as the target in line 11; give one another"
            + " valid-from, or delete one",
        "conf/targets.yaml:14: 'kpi' is missing; write a KPI of kpis.yaml");
  }

  @Test
  void mistakesOfTheCalendarAreListed() throws IOException {
    conf.write(
        "calendar.yaml",
        """
        seasons:
          busy:
            - {from: 11-01, until: 12-31}
            - {from: 2026-06-18, until: 2026-06-01}
            - {from: 2026-06-01, until: 06-18}
          slack:
            - {from: 2026-12-31, until: 2027-01-15}
            - {from: 02-30, until: 03-01}
            - {from: 12-20, until: 01-05}
        holidays:
          - {on: 2026-02-29, name: {en: Nothing, zh: 无}}
          - {name: {en: Never}}
        """);
    String range =
        "write {from: 2025-11-01, until: 2025-11-15}, or every year {from: 11-01, until: 11-15}";
    assertMistakes(
        "conf/calendar.yaml:4: until '2026-06-01' is before from 2026-06-18; swap them",
        "conf/calendar.yaml:5: until '06-18' does not go with from 2026-06-01; " + range,
        "conf/calendar.yaml:7: season slack overlaps season busy in line 3; a day has one season"
            + " at most",
        "conf/calendar.yaml:8: from '02-30' is no day; write yyyy-mm-dd, or mm-dd for every year",
        "conf/calendar.yaml:9: season slack overlaps season busy in line 3; a day has one season"
            + " at most",
        "conf/calendar.yaml:9: season slack overlaps season slack in line 7; a day has one season"
            + " at most",
        "conf/calendar.yaml:11: on '2026-02-29' is no day; write yyyy-mm-dd, or mm-dd for every"
            + " year",
        "conf/calendar.yaml:12: 'from' is missing; " + range,
        "conf/calendar.yaml:12: 'until' is missing; " + range);
  }
}
