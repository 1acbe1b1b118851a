package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationMistakesTest {
  private static final String NEEDED_TYPES =
      "write one of string, int, seconds, money, number, boolean, date, timestamp";

  @TempDir Path workspace;
  private ShippedConf conf;

  @BeforeEach
  void copy() throws IOException {
    conf = ShippedConf.copiedTo(workspace);
  }

  private void assertMistakes(Map<String, String> overrides, String... lines) {
    assertThatThrownBy(() -> conf.load(overrides))
        .isInstanceOf(ConfigException.class)
        .hasMessage(String.join("\n", lines));
  }

  private void assertMistakes(String... lines) {
    assertMistakes(Map.of(), lines);
  }

  @Test
  void mistakesOfAllFilesAreReportedTogetherInOrder() throws IOException {
    conf.change("feeds/calls.yaml", "campaign_id: {type: string}", "campaign_id: {type: strng}");
    conf.change(
        "kpis.yaml", "unit: seconds\n    direction: up", "unit: seconds\n    direction: upp");
    conf.change("ringlake.yaml", "timezone: Asia/Shanghai", "timezone: Asia/Shangai");
    conf.change("ringlake.yaml", "min-sample: 30", "min-sample: few");
    assertMistakes(
        "conf/feeds/calls.yaml:13: type 'strng' is unknown; " + NEEDED_TYPES,
        "conf/kpis.yaml:74: direction 'upp' is unknown; write one of up, down, band",
        "conf/ringlake.yaml:5: timezone 'Asia/Shangai' is no time zone; the nearest is"
            + " 'Asia/Shanghai'",
        "conf/ringlake.yaml:55: reliability.min-sample 'few' is no whole number of at least 1;"
            + " write"
            + " one such as 1");
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() throws IOException {
    conf.write(
        "ringlake.yaml",
        """
        time-zone: Asia/Shanghai
        attribution:
          look-back: P30D
        colour: blue
        """);
    assertMistakes(
        "conf/ringlake.yaml:1: key 'time-zone' is unknown; the nearest is 'timezone'",
        "conf/ringlake.yaml:3: key 'attribution.look-back' is unknown; the nearest is"
            + " 'attribution.lookback'",
        "conf/ringlake.yaml:4: key 'colour' is unknown; known here are attribution, calls, churn,"
            + " currency, customers, exchange-rates, first-call-resolution, inbox, lake, out, phone,"
            + " privacy, publish, reliability, repurchase, timezone, value, worklogs");
  }

  @Test
  void aKeyGivenTwiceIsAMistake() throws IOException {
    conf.write("ringlake.yaml", "lake: a\ninbox: b\nlake: c\n");
    assertMistakes("conf/ringlake.yaml:3: key 'lake' is given twice, first in line 1; keep one");
  }

  @Test
  void everyKindOfValueOfRinglakeYamlIsChecked() throws IOException {
    conf.write(
        "ringlake.yaml",
        """
        currency: RMB?
        phone: {region: cn}
        lake: ''
        out: s3a://bucket/out
        calls:
          effective-min-talk: 30
          allowed-hours: 21:00-08:00
          complex-topics: billing
        customers: {high-value-segments: [gold, gold]}
        attribution: {lookback: P0D, half-life: -P7D}
        first-call-resolution: P7D
        repurchase: {window: PT6H, model: newest}
        churn: {window: -P1M}
        worklogs: {cut-off: "24:30"}
        reliability: {min-sample: 0}
        publish: {targets: [postgres, excel]}
        """);
    assertMistakes(
        "conf/ringlake.yaml:1: currency 'RMB?' is no ISO 4217 currency code; write one such as CNY",
        "conf/ringlake.yaml:2: phone.region 'cn' is no region of ISO 3166; write two letters"
            + " such as"
            + " CN",
        "conf/ringlake.yaml:3: lake '' is empty; write a text",
        "conf/ringlake.yaml:4: out 's3a://bucket/out' is no folder of this machine; write a path"
            + " such as out",
        "conf/ringlake.yaml:6: calls.effective-min-talk '30' is no ISO 8601 duration; write"
            + " one such"
            + " as PT30S, PT12H or P7D",
        "conf/ringlake.yaml:7: calls.allowed-hours '21:00-08:00' is no part of one day; write"
            + " from-until such as 08:00-21:00, at most 00:00-24:00",
        "conf/ringlake.yaml:8: 'calls.complex-topics' is no list; write [a, b]",
        "conf/ringlake.yaml:9: customers.high-value-segments has 'gold' twice",
        "conf/ringlake.yaml:10: attribution.lookback 'P0D' is not positive; write a duration"
            + " such as"
            + " P7D",
        "conf/ringlake.yaml:10: attribution.half-life '-P7D' is not positive; write a duration such"
            + " as P7D",
        "conf/ringlake.yaml:11: 'first-call-resolution' is no group of keys; write its keys below"
            + " it",
        "conf/ringlake.yaml:12: repurchase.window 'PT6H' is no ISO 8601 period of calendar time;"
            + " write one such as P6M, P1Y or P90D",
        "conf/ringlake.yaml:12: repurchase.model 'newest' is unknown; write one of first, last,"
            + " linear, position, time_decay, shapley, markov",
        "conf/ringlake.yaml:13: churn.window '-P1M' is no ISO 8601 period of calendar time; write"
            + " one such as P6M, P1Y or P90D",
        "conf/ringlake.yaml:14: worklogs.cut-off '24:30' is no time of day; write one such as"
            + " 23:59",
        "conf/ringlake.yaml:15: reliability.min-sample '0' is no whole number of at least 1; write"
            + " one such as 1",
        "conf/ringlake.yaml:16: publish.targets 'excel' is unknown; write one of duckdb, postgres,"
            + " parquet, csv",
        "conf/ringlake.yaml:16: publish.targets names postgres, but publish.postgres.url is"
            + " missing;"
            + " add it");
  }

  @Test
  void mistakesInOverridesAreReportedAsTheyWereGiven() {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("calls.effective-min-talk", "soon");
    overrides.put("calls.efective-min-talk", "PT1S");
    overrides.put("publish.targets", "[csv, fax]");
    assertMistakes(
        overrides,
        "--set calls.efective-min-talk=PT1S: key 'calls.efective-min-talk' is unknown; the nearest"
            + " is 'calls.effective-min-talk'",
        "--set calls.effective-min-talk=soon: calls.effective-min-talk 'soon' is no ISO 8601"
            + " duration; write one such as PT30S, PT12H or P7D",
        "--set publish.targets=[csv, fax]: publish.targets 'fax' is unknown; write one of duckdb,"
            + " postgres, parquet, csv");
  }

  @Test
  void brokenYamlIsReportedWithItsLine() throws IOException {
    conf.write("ringlake.yaml", "lake: a\ninbox: [b\nout: c\n");
    assertMistakes("conf/ringlake.yaml:3: is no valid YAML: expected ',' or ']', but got :");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        conf.folder().resolve("ringlake.yaml"),
        "lake: späte\n".getBytes(StandardCharsets.ISO_8859_1));
    assertMistakes("conf/ringlake.yaml: the file is not UTF-8; save it as UTF-8");
  }

  @Test
  void aliasesAndSecondDocumentsAreRefused() throws IOException {
    conf.write("ringlake.yaml", "lake: &folder a\nout: *folder\n---\ninbox: c\n");
    assertMistakes(
        "conf/ringlake.yaml:2: YAML aliases are not supported; repeat the value",
        "conf/ringlake.yaml:4: a second YAML document begins here; keep one a file");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    conf.delete("ringlake.yaml");
    conf.delete("kpis.yaml");
    conf.delete("feeds/shifts.yaml");
    assertMistakes(
        "conf/feeds/shifts.yaml: feed 'shifts' is missing, which the measures need; restore its"
            + " file from the defaults",
        "conf/kpis.yaml: the file is missing; run 'ringlake init DIR' for the defaults",
        "conf/ringlake.yaml: the file is missing; run 'ringlake init DIR' for the defaults");
  }

  @Test
  void whatTheMeasuresReadByNameMustBeThere() throws IOException {
    conf.delete("feeds/refunds.yaml");
    conf.delete("feeds/vicidial.yaml"); // maps outcomes
    conf.change("feeds/calls.yaml", "outcome: {", "result: {");
    conf.change("feeds/worklogs.yaml", "submitted_at: {", "sent_at: {");
    conf.change("feeds/worklogs.yaml", "- submitted_at", "- sent_at");
    conf.change("feeds/worklogs.yaml", "<= submitted_at", "<= sent_at");
    assertMistakes(
        "conf/feeds/calls.yaml:7: column 'outcome' is missing, which the measures need; add it",
        "conf/feeds/refunds.yaml: feed 'refunds' is missing, which the measures need; restore its"
            + " file from the defaults",
        "conf/feeds/worklogs.yaml:8: column 'submitted_at' is missing, which the measures need;"
            + " add it");
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
  void anEncodingInWhichLinesEndWithOtherBytesThanInAsciiIsRefused() throws IOException {
    for (String encoding : List.of("UTF-16LE", "UTF-16", "UTF-32BE", "IBM1047", "ISO-2022-JP")) {
      assertThatThrownBy(() -> loadWithEncoding(encoding))
          .hasMessage(
              "conf/feeds/acme.yaml:2: reader.encoding '%s' has other bytes for line breaks and"
                      .formatted(encoding)
                  + " delimiters than ASCII; save the files as UTF-8");
    }
    for (String encoding : List.of("UTF-8", "GB18030", "Shift_JIS", "Big5", "windows-1251")) {
      assertThat(loadWithEncoding(encoding).sources()).isNotEmpty();
    }
  }

  private Configuration loadWithEncoding(String encoding) throws IOException {
    conf.write(
        "feeds/acme.yaml",
        """
        maps-to: calls
        reader: {encoding: %s}
        columns: {call_id: id, started_at: began, disposition: "'busy'"}
        """
            .formatted(encoding));
    return conf.load(Map.of());
  }

  @Test
  void aMissingKeyTellsHowToMakeOne() throws IOException {
    conf.delete("privacy.key");
    assertMistakes(
        "conf/ringlake.yaml:60: privacy.key-file 'conf/privacy.key' is missing; run 'ringlake"
            + " init DIR',"
            + " or make one with 'openssl rand -hex 32 > conf/privacy.key' (where a lake exists,"
            + " restore the key it was made with)");
  }

  @Test
  void aKeyIsNeverPrinted() throws IOException {
    conf.write("privacy.key", "0123456789abcdef");
    assertMistakes(
        "conf/ringlake.yaml:60: privacy.key-file 'conf/privacy.key' is no key: it must be readable"
            + " and hold 64 hexadecimal digits");
    conf.write("privacy.key", "0123456789abcdef".repeat(4));
    Configuration configuration = conf.load(Map.of());
    assertThat(configuration.ringlake().privacy().key().bytes()).hasSize(32).startsWith(1, 35);
    assertThat(configuration.toString()).contains("PrivacyKey[hidden]").doesNotContain("0123456");
  }

  @Test
  void mistakesOfAFeedAreListed() throws IOException {
    conf.write(
        "feeds/chats.yaml",
        """
        feed: chat
        key: [chat_id, agentid]
        events: [begun_at, agent_id, {column: began_at, when: began_at >}]
        columns:
          chat_id: {type: string, required: maybe}
          agent_id: {type: string, min: 1}
          began_at: {type: timestamp, date-means: noon, codes: [a]}
          score: {type: int, min: 5, max: 1, personal: face}
          updated_at: {type: timestamp}
          file_id: {type: string}
          Bad-Name: {type: string}
          untyped: {codes: [a]}
          plain: string
        rules:
          - {check: score = = 1, field: scor, reason: bad}
          - {field: score}
        """);
    assertMistakes(
        "conf/feeds/chats.yaml:1: feed 'chat' must be called like its file; write feed: chats",
        "conf/feeds/chats.yaml:1: 'event-date' is missing; write the column or SQL that yields"
            + " the business day, such as started_at",
        "conf/feeds/chats.yaml:2: key: column 'agentid' is unknown; the nearest is 'agent_id'",
        "conf/feeds/chats.yaml:3: events: column 'begun_at' is unknown; the nearest is 'began_at'",
        "conf/feeds/chats.yaml:3: events: column 'agent_id' is no date or timestamp; leave it out",
        "conf/feeds/chats.yaml:3: when 'began_at >' is no SQL expression: Syntax error at or"
            + " near end of input",
        "conf/feeds/chats.yaml:5: required 'maybe' is neither true nor false; write one of them",
        "conf/feeds/chats.yaml:6: 'min' is for type int, seconds, money, number; leave it out"
            + " or change the type",
        "conf/feeds/chats.yaml:7: date-means 'noon' is unknown; write one of start-of-day,"
            + " end-of-day",
        "conf/feeds/chats.yaml:7: 'codes' is for type string; leave it out or change the type",
        "conf/feeds/chats.yaml:8: personal 'face' is unknown; write one of no, phone, text",
        "conf/feeds/chats.yaml:8: 'personal' is for type string; leave it out or change the type",
        "conf/feeds/chats.yaml:8: min 5 is above max 1; swap them",
        "conf/feeds/chats.yaml:9: column 'updated_at' is part of every feed; leave it out",
        "conf/feeds/chats.yaml:10: column 'file_id' is made by ingest; choose another name",
        "conf/feeds/chats.yaml:11: column 'Bad-Name' is no name; use lower-case letters,"
            + " digits and _, beginning with a letter",
        "conf/feeds/chats.yaml:12: 'type' is missing; write type: string or another",
        "conf/feeds/chats.yaml:13: 'plain' is no group of keys; write its keys below it",
        "conf/feeds/chats.yaml:15: check 'score = = 1' is no SQL expression: Syntax error at"
            + " or near '='",
        "conf/feeds/chats.yaml:15: field: column 'scor' is unknown; the nearest is 'score'",
        "conf/feeds/chats.yaml:16: 'check' is missing; write SQL that is true for good rows",
        "conf/feeds/chats.yaml:16: 'reason' is missing; say to people what is wrong");
  }

  @Test
  void mistakesOfAMappingAreListed() throws IOException {
    conf.write(
        "feeds/acme.yaml",
        """
        maps-to: cals
        inbox: acme
        columns: {call_id: id}
        """);
    conf.write(
        "feeds/bolt.yaml",
        """
        maps-to: calls
        timezone: Mars/Base
        reader:
          format: xml
          header: false
          delimiter: "||"
          encoding: UTF-99
          timestamp-patterns: ["EEE dd.MM.yyyy"]
          decimal-separator: ","
          group-separators: ".,"
          min-columns: 0
        let:
          a: id AS b
          c: rand()
        where: id IN (SELECT 1)
        columns:
          call_id: id
          started: at
          disposition: now()
        combine:
          call_id: max(call_id)
          topic: first(topic)
          talk_second: sum(talk_seconds)
        exclude:
          - {column: call_ids, feed: merged_deals, listed-in: merged_deal_id}
          - {column: call_id, feed: merged_deal, listed-in: x}
          - {column: call_id, feed: merged_deals, listed-in: merged_id}
        """);
    assertMistakes(
        "conf/feeds/acme.yaml:1: maps-to 'cals' is no feed; the nearest is 'calls'",
        "conf/feeds/bolt.yaml:2: timezone 'Mars/Base' is no time zone; write one such as"
            + " Asia/Shanghai",
        "conf/feeds/bolt.yaml:4: reader.format 'xml' is unknown; write one of auto, csv, json,"
            + " parquet",
        "conf/feeds/bolt.yaml:5: reader.header is false, but reader.columns is missing; list"
            + " the columns",
        "conf/feeds/bolt.yaml:6: reader.delimiter '||' is not one character; write exactly one",
        "conf/feeds/bolt.yaml:7: reader.encoding 'UTF-99' is no character set; write one such"
            + " as UTF-8, GB18030 or ISO-8859-1",
        "conf/feeds/bolt.yaml:8: reader.timestamp-patterns 'EEE dd.MM.yyyy' is no date pattern"
            + " of Spark's; write one such as dd.MM.yyyy HH:mm",
        "conf/feeds/bolt.yaml:10: reader.group-separators has the decimal separator ','; leave"
            + " it out of one",
        "conf/feeds/bolt.yaml:11: reader.min-columns '0' is no whole number of at least 1;"
            + " write one such as 1",
        "conf/feeds/bolt.yaml:13: a 'id AS b' gives a name to its value; leave the name out,"
            + " or write the operator that is missing",
        "conf/feeds/bolt.yaml:14: c 'rand()' uses rand, which changes from run to run; use the"
            + " columns only",
        "conf/feeds/bolt.yaml:15: where 'id IN (SELECT 1)' looks at other rows (a subquery or"
            + " window); use the columns of one row only",
        "conf/feeds/bolt.yaml:16: column 'started_at' is required by feed 'calls', but not"
            + " mapped; add it",
        "conf/feeds/bolt.yaml:18: columns: 'started' is no column of feed 'calls'; the nearest"
            + " is 'started_at'",
        "conf/feeds/bolt.yaml:19: disposition 'now()' uses now, which changes from run to run;"
            + " use the columns only",
        "conf/feeds/bolt.yaml:21: combine: 'call_id' is the key that rows are combined by;"
            + " leave it out",
        "conf/feeds/bolt.yaml:22: topic 'first(topic)' uses first, which depends on the order"
            + " of rows; use min, max, sum, count, bool_or or max(struct(a, b)).b",
        "conf/feeds/bolt.yaml:23: combine: 'talk_second' is no column of feed 'calls'; the"
            + " nearest is 'talk_seconds'",
        "conf/feeds/bolt.yaml:25: exclude: 'call_ids' is no column of feed 'calls'; the"
            + " nearest is 'call_id'",
        "conf/feeds/bolt.yaml:26: exclude: feed 'merged_deal' is unknown; the nearest is"
            + " 'merged_deals'",
        "conf/feeds/bolt.yaml:27: exclude: 'merged_id' is no column of feed 'merged_deals';"
            + " the nearest is 'merged_at'");
  }

  @Test
  void mistakesOfReaderOptionsThatContradictEachOtherAreListed() throws IOException {
    conf.write(
        "feeds/acme.yaml",
        """
        maps-to: teams
        reader:
          columns: [id]
          min-columns: 2
          schema: id STRING
        columns: {team_id: id}
        """);
    conf.write(
        "feeds/bolt.yaml",
        """
        maps-to: teams
        reader: {format: json}
        columns: {team_id: id}
        """);
    conf.write(
        "feeds/core.yaml",
        """
        maps-to: teams
        reader: {format: json, schema: "id STRANG"}
        columns: {team_id: id}
        """);
    conf.write(
        "feeds/dusk.yaml",
        """
        maps-to: teams
        inbox: bolt
        columns: {team_id: id}
        """);
    assertMistakes(
        "conf/feeds/acme.yaml:3: reader.columns are for files without header; add header:"
            + " false or leave out",
        "conf/feeds/acme.yaml:4: reader.min-columns is 2, but there are 1 columns; write at"
            + " most that",
        "conf/feeds/acme.yaml:5: reader.schema is for JSON; add format: json or leave it out",
        "conf/feeds/bolt.yaml:2: reader.schema is missing; list the fields of a record, such"
            + " as id STRING",
        "conf/feeds/core.yaml:2: reader.schema 'id STRANG' is no list of fields (Unsupported data type \"STRANG\"); write one such as id STRING, items ARRAY<STRUCT<b: STRING>>",
        "conf/feeds/dusk.yaml:2: takes the same rows as 'bolt' (files * in folder bolt); give"
            + " it another inbox or files");
  }

  @Test
  void aFeedFileIsAFeedOrASource() throws IOException {
    conf.write("feeds/acme.yaml", "columns: {}\n");
    conf.write("feeds/acme.yml", "columns: {}\n");
    assertMistakes(
        "conf/feeds/acme.yaml:1: the file says neither feed nor maps-to; write feed: acme or"
            + " maps-to: FEED",
        "conf/feeds/acme.yml: is no feed file; name it *.yaml or move it elsewhere");
  }

  @Test
  void columnsThatTheMeasuresNeedMustBeThere() throws IOException {
    conf.change("feeds/surveys.yaml", "  nps: {type: int, min: 0, max: 10}\n", "");
    assertMistakes(
        "conf/feeds/surveys.yaml:6: column 'nps' is missing, which the measures need; add it");
  }

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
  void exchangeRatesAreReadWithTheirLines() throws IOException {
    conf.write(
        "rates.csv",
        "currency,valid_from,rate\nUSD,2025-01-01,7.1\nUSD,2025-02-30,7.2\nEUR,2025-01-01,-1\nEUR,2025-01-01\nUSD,2025-01-01,7.3\n");
    assertMistakes(
        Map.of("exchange-rates", "conf/rates.csv"),
        "conf/rates.csv:3: valid_from '2025-02-30' is no date; write yyyy-mm-dd",
        "conf/rates.csv:4: 'EUR,2025-01-01,-1' is not positive; write a rate such as 7.1",
        "conf/rates.csv:5: has 2 values; write currency,valid_from,rate",
        "conf/rates.csv:6: USD from 2025-01-01 is given twice; keep one");
  }

  @Test
  void aMissingFileOfRatesIsNamedWhereItIsAskedFor() {
    assertMistakes(
        Map.of("exchange-rates", "conf/rates.csv"),
        "--set exchange-rates=conf/rates.csv: exchange-rates 'conf/rates.csv' cannot be read;"
            + " write that file (currency,valid_from,rate) or leave the key out");
  }
}
