package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

class ExpressionChecksTest extends SparkTest {
  private static final String ACME =
      """
      maps-to: calls
      reader:
        header: false
        columns: [id, began, secs, state]
      let:
        talked: try_cast(secs AS INT)
      where: state <> 'test'
      columns:
        call_id: id
        started_at: began
        disposition: "CASE WHEN talked > 0 THEN 'answered' ELSE 'no_answer' END"
        talk_seconds: talked
      combine:
        talk_seconds: sum(talk_seconds)
      """;

  @TempDir Path workspace;
  private ShippedConf conf;

  @BeforeEach
  void copy() throws IOException {
    conf = ShippedConf.copiedTo(workspace);
    conf.write("feeds/acme.yaml", ACME);
  }

  private void check() {
    ExpressionChecks.check(spark(), conf.load(Map.of()));
  }

  private void assertMistakes(String... lines) {
    assertThatThrownBy(this::check)
        .isInstanceOf(ConfigException.class)
        .hasMessage(String.join("\n", lines));
  }

  @Test
  void theShippedExpressionsAreSound() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void anUnknownSourceColumnIsNamedWithItsLine() throws IOException {
    conf.change("feeds/acme.yaml", "started_at: began", "started_at: begun");
    assertMistakes(
        "conf/feeds/acme.yaml:10: started_at 'begun' cannot be evaluated: A column, variable, or"
            + " function parameter with name `begun` cannot be resolved. Did you mean one of the"
            + " following? [`began`, `id`, `secs`, `state`, `talked`]");
  }

  private void assertAllMistakes(String... lines) {
    ConfigurationDraft draft = ConfigurationDraft.read(conf.folder(), Map.of());
    draft.checkExpressions(spark());
    assertThatThrownBy(draft::finished)
        .isInstanceOf(ConfigException.class)
        .hasMessage(String.join("\n", lines));
  }

  @Test
  void mistakesOfEveryKindAreFoundTogetherInTheirPlaces() throws IOException {
    conf.write(
        "feeds/chats.yaml",
        """
        feed: chats
        key: [chat_id]
        event-date: began_at
        events:
          - {column: begun_at, when: chat_id > ''}
          - [chat_id]
          - {column: began_at, when: chat_id}
        columns:
          chat_id: {type: string}
          began_at: {type: timestamp}
        rules:
          - {check: chat_id > , field: chat_id, reason: no syntax}
          - short
          - {field: chat_id, reason: nothing to check}
          - {check: chat_id, field: chat_id, reason: no condition}
        """);
    conf.change("feeds/acme.yaml", "  combine:".strip(), "colour: red\ncombine:");
    conf.change("feeds/acme.yaml", "started_at: began", "started_at: begun");
    assertAllMistakes(
        "conf/feeds/acme.yaml:10: started_at 'begun' cannot be evaluated: A column, variable, or"
            + " function parameter with name `begun` cannot be resolved. Did you mean one of the"
            + " following? [`began`, `id`, `secs`, `state`, `talked`]",
        "conf/feeds/acme.yaml:13: key 'colour' is unknown; known here are columns, combine,"
            + " description, exclude, explode, files, inbox, let, maps-to, reader, timezone, where",
        "conf/feeds/chats.yaml:5: events: column 'begun_at' is unknown; the nearest is 'began_at'",
        "conf/feeds/chats.yaml:6: 'events' is no group of keys; write its keys below it",
        "conf/feeds/chats.yaml:7: when is STRING, not true or false; write a condition",
        "conf/feeds/chats.yaml:12: check 'chat_id >' is no SQL expression: Syntax error at or near"
            + " end of input",
        "conf/feeds/chats.yaml:13: each of 'rules' is a group; write {key: value}",
        "conf/feeds/chats.yaml:14: 'check' is missing; write SQL that is true for good rows",
        "conf/feeds/chats.yaml:15: check is STRING, not true or false; write a condition");
  }

  @Test
  void whatIsBuiltOnAMistakeOfAnyKindIsNotReportedAgain() throws IOException {
    conf.change("feeds/acme.yaml", "columns: [id, began", "columns: [id, id, began");
    conf.change("feeds/acme.yaml", "started_at: began", "started_at: begun");
    conf.change("feeds/acme.yaml", "talk_seconds: sum(", "talk_second: sum(");
    conf.change("feeds/shifts.yaml", "break_seconds: {type: seconds}", "break_seconds: {type: x}");
    conf.change("feeds/hubspot.yaml", "explode: \"coalesce(", "explode: \"coalesce((");
    conf.write(
        "kpis.yaml",
        """
        kpis:
          dials:
            name: {en: Dials, zh: 外呼量}
            unit: count
            numerator: dials dials
            direction: up
        """);
    conf.write("targets.yaml", "targets: []");
    assertAllMistakes(
        "conf/feeds/acme.yaml:4: reader.columns has 'id' twice",
        "conf/feeds/acme.yaml:14: combine: 'talk_second' is no column of feed 'calls'; the nearest"
            + " is 'talk_seconds'",
        "conf/feeds/hubspot.yaml:25: explode 'coalesce((results, array(struct(id, updatedAt,"
            + " archived, ...' is no SQL expression: Syntax error at or near end of input",
        "conf/feeds/shifts.yaml:12: type 'x' is unknown; write one of string, int, seconds, money,"
            + " number, boolean, date, timestamp",
        "conf/kpis.yaml:5: numerator 'dials dials' gives a name to its value; leave the name out,"
            + " or write the operator that is missing");
  }

  @Test
  void whatIsBuiltOnAMistakeIsNotReportedAgain() throws IOException {
    conf.change("feeds/acme.yaml", "try_cast(secs AS INT)", "try_cats(secs)");
    assertMistakes(
        "conf/feeds/acme.yaml:6: talked 'try_cats(secs)' cannot be evaluated: Cannot resolve routine `try_cats` on search path [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`]");
  }

  @Test
  void aCastThatFailsOnBadTextIsAMistakeEvenWhereItIsNotWritten() throws IOException {
    conf.change("feeds/acme.yaml", "try_cast(secs AS INT)", "secs + 0");
    assertMistakes(
        "conf/feeds/acme.yaml:6: talked 'secs + 0' fails on text that is no BIGINT; use try_cast");
  }

  @Test
  void conditionsMustBeTrueOrFalse() throws IOException {
    conf.change("feeds/acme.yaml", "where: state <> 'test'", "where: state");
    conf.change(
        "feeds/teams.yaml",
        "event-date: valid_from",
        "event-date: valid_from\nrules: [{check: site, field: site, reason: bad}]");
    assertMistakes(
        "conf/feeds/acme.yaml:7: where is STRING, not true or false; write a condition",
        "conf/feeds/teams.yaml:5: check is STRING, not true or false; write a condition");
  }

  @Test
  void aColumnMustBeOneValue() throws IOException {
    conf.change("feeds/acme.yaml", "call_id: id", "call_id: array(id)");
    conf.change("feeds/acme.yaml", "started_at: began", "started_at: max(began)");
    assertMistakes(
        "conf/feeds/acme.yaml:9: call_id yields ARRAY<STRING>; write one value",
        "conf/feeds/acme.yaml:10: started_at 'max(began)' aggregates or explodes; write an"
            + " expression that gives one value per row");
  }

  @Test
  void combineMustAggregateIntoTheColumnsType() throws IOException {
    conf.change(
        "feeds/acme.yaml",
        "talk_seconds: sum(talk_seconds)",
        "talk_seconds: talk_seconds\n  is_deleted: max(started_at)");
    assertMistakes(
        "conf/feeds/acme.yaml:14: talk_seconds 'talk_seconds' cannot be evaluated: The"
            + " non-aggregating expression \"talk_seconds\" is based on columns which are not"
            + " participating in the GROUP BY clause. Add the columns or the expression to the GROUP"
            + " BY, aggregate the expression, or use \"any_value(talk_seconds)\" if you do not care"
            + " which of the values within a group is returned",
        "conf/feeds/acme.yaml:15: is_deleted 'max(started_at)' cannot be evaluated: Cannot resolve"
            + " \"CAST(max(started_at) AS BOOLEAN)\" due to data type mismatch: cannot cast"
            + " \"TIMESTAMP\" to \"BOOLEAN\" with ANSI mode on. If you have to cast \"TIMESTAMP\" to"
            + " \"BOOLEAN\", you can set \"spark.sql.ansi.enabled\" as 'false'");
  }

  @Test
  void explodeMustYieldAnArray() throws IOException {
    conf.change("feeds/acme.yaml", "let:", "explode: state\nlet:");
    assertMistakes("conf/feeds/acme.yaml:5: explode yields STRING; write an array");
  }

  @Test
  void anEventDateMustBeADate() throws IOException {
    conf.change("feeds/teams.yaml", "event-date: valid_from", "event-date: true");
    assertMistakes(
        "conf/feeds/teams.yaml:4: event-date 'true' cannot be evaluated: Cannot resolve \"CAST(true AS DATE)\" due to data type mismatch: cannot cast \"BOOLEAN\" to \"DATE\"");
  }

  @Test
  void kpisAreNumbersOverMeasures() throws IOException {
    conf.write(
        "kpis.yaml",
        """
        kpis:
          talk_share:
            name: {en: Talk share, zh: 占比}
            unit: share
            direction: up
            numerator: talk_seconds
            denominator: work_seconds
          deals_won:
            name: {en: Deals won, zh: 成交单数}
            unit: count
            direction: up
            numerator: sum(deals_won)
          units_sold:
            name: {en: Units sold, zh: 销售总量}
            unit: count
            direction: up
            numerator: "'many'"
        """);
    assertMistakes(
        "conf/kpis.yaml:7: denominator 'work_seconds' cannot be evaluated: A column, variable, or function parameter with name `work_seconds` cannot be resolved. Did you mean one of the following? [`worked_seconds`, `hold_seconds`, `talk_seconds`, `wrap_seconds`, `handle_seconds`]",
        "conf/kpis.yaml:12: numerator 'sum(deals_won)' aggregates or explodes; write an expression that gives one value per row",
        "conf/kpis.yaml:17: numerator is STRING; write a number over measures");
  }
}
