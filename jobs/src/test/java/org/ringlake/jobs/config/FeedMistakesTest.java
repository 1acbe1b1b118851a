package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mistakes of feeds and of vendors' formats. */
final class FeedMistakesTest extends SpoiltConf {
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
}
