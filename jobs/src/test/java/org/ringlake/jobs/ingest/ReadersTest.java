package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringlake.jobs.ingest.IngestedLake.gzip;
import static org.ringlake.jobs.ingest.IngestedLake.zstd;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

/** Files of every kind in one ingest: what is read from them, and why the others are refused. */
class ReadersTest extends SparkTest {
  private static final String HEADER = "call_id,started_at,disposition,talk_seconds,topic\n";
  private static final String SPLIT = "spark.sql.files.maxPartitionBytes";

  @TempDir static Path workspace;
  private static IngestedLake lake;

  @BeforeEach
  void takeIn() throws SQLException {
    if (lake != null) {
      return;
    }
    String usual = spark().conf().get(SPLIT);
    spark().conf().set(SPLIT, "4000");
    try {
      lake = IngestedLake.at(spark(), workspace);
      readable();
      documents();
      recordsOfSeveralLines();
      unreadable();
      lake.run();
    } finally {
      spark().conf().set(SPLIT, usual);
    }
  }

  private static void readable() throws SQLException {
    lake.withFile("calls/plain.csv", HEADER + row("plain"))
        .withFile(
            "deals/currencies.csv",
            """
            deal_id,status,amount,currency,closed_at
            own,won,10,CNY,2025-03-03
            none,won,10,,2025-03-03
            other,won,10,USD,2025-03-03
            """)
        .withFile(
            "worklogs/ahead.csv",
            """
            agent_id,date,kind,submitted_at
            A1,2025-03-09,weekly,2025-03-07T16:00:00Z
            A1,2099-01-01,daily,
            A1,2099-01-01,,2025-03-07T16:00:00Z
            A1,2025-03-10,weekly,2025-03-07T16:00:00Z
            """)
        .withFile("calls/packed.csv.gz", gzip(HEADER + row("gz")))
        .withFile("calls/packed.csv.zst", zstd(HEADER + row("zst")))
        .withFile("calls/tabbed.tsv", (HEADER + row("tsv")).replace(',', '\t'))
        .withFile("calls/cr.csv", (HEADER + row("cr-1") + row("cr-2")).replace('\n', '\r'))
        .withFile(
            "calls/crlf.txt",
            ("\uFEFF\n \n" + HEADER + "\n" + row("crlf") + "\n  \n\n").replace("\n", "\r\n"))
        .withFile(
            "calls/other columns.csv",
            """
            #,file_id,Row_Number,Disposition,extra,CALL_ID,__raw,started_at
            1,x,y,busy,z,other,w,2025-03-03 10:00:00
            """)
        .withFile(
            "calls/quoted.csv", HEADER + "quoted,2025-03-03 10:00:00,busy,7,\"a, \"\"b\"\" c\"\n")
        .withFile("calls/lines.jsonl", json("jsonl") + "\n\n" + json("jsonl-2"))
        .withFile("calls/lines.ndjson.gz", gzip(json("ndjson")))
        .withFile(
            "calls/document.json", "\uFEFF[\n  " + json("doc-1") + ",\n" + json("doc-2") + "]")
        .withFile("calls/document.json.zst", zstd("{\n" + json("doc-zst").substring(1)))
        .withFile("calls/array first.jsonl", "[1, 2]\n" + json("array") + "\n{\"call_id\"\n");
    for (String name : Arrays.asList("two words", "100%25", "[a-b] {c}", "ключ", "a,b+c")) {
      lake.withFile("calls/" + name + ".csv", HEADER + row("named " + name));
    }
    parquet(
        "calls/typed.parquet",
        """
        SELECT 'pq' AS call_id, TIMESTAMPTZ '2025-03-03 09:00:00Z' AS started_at,
          'busy' AS disposition, 7.0::DOUBLE AS talk_seconds, 8.00::DECIMAL(9, 2) AS wrap_seconds,
          9::SMALLINT AS ring_seconds, [1] AS file_id, 13800138000 AS phone
        """);
    parquet(
        "calls/local.parquet",
        """
        SELECT 'pq-local' AS call_id, TIMESTAMP '2025-03-03 10:00:00' AS started_at,
          'busy' AS disposition, 7.5::DOUBLE AS hold_seconds
        UNION ALL SELECT 'pq-local-2', TIMESTAMP '2025-03-03 10:00:00', 'busy', 7
        """);
    StringBuilder many = new StringBuilder(HEADER);
    for (int line = 2; line <= 400; line++) {
      many.append(line % 100 == 0 ? "bad,,busy,7,\n" : line % 7 == 0 ? "\n" : row("many" + line));
    }
    lake.withFile("calls/many.csv", many.toString());
  }

  private static void documents() {
    lake.withSource(
            "chinese",
            """
            maps-to: calls
            reader:
              format: json
              encoding: GB18030
              schema: call_id STRING, started_at STRING, disposition STRING
            columns: {call_id: call_id, started_at: started_at, disposition: disposition}
            """)
        .withFile(
            "chinese/d.json",
            ("{\n" + json("呼叫").substring(1)).getBytes(Charset.forName("GB18030")));
    lake.withSource(
            "pages",
            """
            maps-to: calls
            reader:
              format: json
              schema: >-
                call_id STRING, started_at STRING, disposition STRING,
                results ARRAY<STRUCT<call_id: STRING, started_at: STRING, disposition: STRING>>
            explode: coalesce(results, array(struct(call_id, started_at, disposition)))
            columns: {call_id: item.call_id, started_at: item.started_at, disposition: "'busy'"}
            """)
        .withFile("pages/page.json", "{\"results\":\n[null, " + json("page") + "]}")
        .withFile("pages/nested.json", "[{\"results\":\n \"none\"},\n" + json("nested") + "]")
        .withFile("pages/none.json", "[{\"results\":\n []},\n{\"results\": []}]");
    lake.withFile(
            "calls/mixed.json",
            "[null,\n\"oops\", 42, [%s], %s,\n{\"call_id\": \"day\"}]"
                .formatted(json("inside"), json("mixed")))
        .withFile("calls/none.json", "[\n]");
  }

  private static void recordsOfSeveralLines() {
    lake.withSource(
            "notes",
            """
            maps-to: calls
            reader: {format: csv, delimiter: ";", escape: "\\\\", multi-line: true}
            columns: {call_id: id, started_at: at, disposition: "'busy'", topic: note}
            """)
        .withFile("notes/a.csv", "id;at;note\nmulti;2025-03-03 10:00:00;\"one\ntwo \\\"; three\"\n")
        .withFile("notes/b.csv", "id;at;note\nopen;2025-03-03 10:00:00;\"one\ntwo\n")
        .withFile("notes/e.csv", "id;at;note\nopen;2025-03-03 10:00:00;5\" tv\nopen;;\"one\n")
        .withFile(
            "notes/c.csv",
            Charset.forName("ISO-8859-1")
                .encode("id;at;note\nlatin;2025-03-03 10:00:00;é\nfine;2025-03-03 10:00:00;e\n")
                .array());
    lake.withFile(
        "notes/d.csv",
        """
        id;at;note
        "no
        note";2025-03-03 10:00:00
        more;2025-03-03 10:00:00;one;"two;
        three"
        well;2025-03-03 10:00:00;5" tv
        """);
    lake.withSource(
            "brief",
            """
            maps-to: calls
            reader: {format: csv, header: false, columns: [id, at, note], min-columns: 2, multi-line: true}
            columns: {call_id: id, started_at: at, disposition: "'busy'", topic: note}
            """)
        .withFile(
            "brief/a.csv", "brief\nlong,2025-03-03 10:00:00,a,b\nbrief,2025-03-03 10:00:00\n");
  }

  private static void unreadable() throws SQLException {
    byte[] gzip = gzip(HEADER + row("cut").repeat(100));
    byte[] zstd = zstd(HEADER + row("cut").repeat(100));
    lake.withFile("calls/cut.csv.gz", Arrays.copyOf(gzip, gzip.length - 9))
        .withFile("calls/cut.csv.zst", Arrays.copyOf(zstd, zstd.length - 9))
        .withFile("calls/none.parquet", "PAR1 but no more")
        .withFile("calls/damaged.json", "[\n" + json("x") + ",\n{\"call_id\": \n")
        .withFile("calls/number.json", "42\n")
        .withFile("calls/two.json", "{\n" + json("x").substring(1) + "\n" + json("y"))
        .withFile("calls/calls.dat", HEADER + row("dat"))
        .withFile("calls/packed.parquet.gz", gzip("PAR1"))
        .withFile("calls/stale.csv", HEADER + row("stale"))
        .withFile("calls/.stale.csv.crc", FileProbeTest.STALE_CHECKSUM)
        .withFile("calls/10:00.csv", HEADER + row("10:00"))
        .withFile("calls/empty.csv", "")
        .withFile("calls/mark.csv", "\uFEFF")
        .withFile("calls/blank.csv", "\r\n \r\n")
        .withFile("calls/lacks.csv", "call_id,disposition,talk_seconds\nx,busy,7\n")
        .withFile("calls/twice.csv", "call_id,started_at,disposition,topic,Topic\nx,,busy,,\n");
    parquet("calls/lacks.parquet", "SELECT 'x' AS call_id, 'busy' AS disposition");
    parquet(
        "calls/nanos.parquet",
        """
        SELECT 'x' AS call_id, 'busy' AS disposition,
          TIMESTAMP_NS '2025-03-03 10:00:00.000000001' AS started_at
        """);
  }

  @Test
  void everyKindOfFileIsRead() {
    assertRows(
        calls("plain", "gz", "zst", "tsv", "cr-1", "cr-2", "crlf", "other", "jsonl", "jsonl-2"),
        """
        call_id | started_at          | disposition | talk_seconds
        plain   | 2025-03-03 10:00:00 | busy        | 7
        gz      | 2025-03-03 10:00:00 | busy        | 7
        zst     | 2025-03-03 10:00:00 | busy        | 7
        tsv     | 2025-03-03 10:00:00 | busy        | 7
        cr-1    | 2025-03-03 10:00:00 | busy        | 7
        cr-2    | 2025-03-03 10:00:00 | busy        | 7
        crlf    | 2025-03-03 10:00:00 | busy        | 7
        other   | 2025-03-03 10:00:00 | busy        | null
        jsonl   | 2025-03-03 10:00:00 | busy        | 7
        jsonl-2 | 2025-03-03 10:00:00 | busy        | 7
        """);
    assertRows(
        calls("ndjson", "doc-1", "doc-2", "doc-zst", "array", "呼叫"),
        """
        call_id | started_at
        ndjson  | 2025-03-03 10:00:00
        doc-1   | 2025-03-03 10:00:00
        doc-2   | 2025-03-03 10:00:00
        doc-zst | 2025-03-03 10:00:00
        array   | 2025-03-03 10:00:00
        呼叫    | 2025-03-03 10:00:00
        """);
  }

  @Test
  void valuesMayHoldDelimitersQuotesAndLineEnds() {
    assertThat(calls("quoted", "multi", "fine").select("topic").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("a, \"b\" c", "one\ntwo \"; three", "e");
  }

  @Test
  void typedParquetIsReadAsItMeans() {
    assertRows(
        calls("pq", "pq-local-2"),
        """
        call_id    | started_at          | talk_seconds | wrap_seconds | ring_seconds | hold_seconds
        pq         | 2025-03-03 10:00:00 | 7            | 8            | 9            | null
        pq-local-2 | 2025-03-03 10:00:00 | null         | null         | null         | 7
        """);
    assertThat(calls("pq").filter("_phone_key IS NOT NULL").count()).isEqualTo(1);
  }

  @Test
  void anAmountInACurrencyWithoutARateIsRefused() {
    assertThat(lake.silver("deals").select("deal_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("own", "none");
    assertRows(
        lake.rejected("deals"),
        """
        row_number | field    | value | reason
        4          | currency | USD   | has no rate into CNY on its day; add one to the exchange rates
        """);
  }

  @Test
  void filesMayHaveAnyName() {
    assertThat(lake.silver("calls").filter(col("call_id").startsWith("named")).count())
        .isEqualTo(5);
    assertThat(lake.files().filter("name = 'calls/100%25.csv' AND rows_accepted = 1").count())
        .isEqualTo(1);
  }

  @Test
  void rowsAreCountedThroughFilesThatAreReadInParts() {
    assertRows(
        lake.rejected("calls")
            .filter(col("name").isin("calls/many.csv", "calls/array first.jsonl")),
        """
        name                    | row_number | field      | value | reason
        calls/many.csv          | 100        | started_at | null  | is missing; every row needs one
        calls/many.csv          | 200        | started_at | null  | is missing; every row needs one
        calls/many.csv          | 300        | started_at | null  | is missing; every row needs one
        calls/many.csv          | 400        | started_at | null  | is missing; every row needs one
        calls/array first.jsonl | 1          | null       | null  | the line is no JSON object of the declared fields
        calls/array first.jsonl | 3          | null       | null  | the line is no JSON object of the declared fields
        """);
  }

  @Test
  void recordsAreCountedWhereTheyMayHaveSeveralLines() {
    assertRows(
        lake.rejected("calls").filter(col("name").equalTo("notes/c.csv")),
        "name|row_number|field\nnotes/c.csv|1|null\n");
  }

  @Test
  void anElementOfADocumentThatIsNoRecordIsRefusedAlone() {
    assertRows(
        lake.rejected("calls")
            .filter(col("name").isin("calls/mixed.json", "pages/page.json", "pages/nested.json")),
        """
        name              | row_number | field      | reason
        calls/mixed.json  | 1          | null       | the record is no JSON object of the declared fields
        calls/mixed.json  | 2          | null       | the record is no JSON object of the declared fields
        calls/mixed.json  | 3          | null       | the record is no JSON object of the declared fields
        calls/mixed.json  | 4          | null       | the record is no JSON object of the declared fields
        calls/mixed.json  | 6          | started_at | is missing; every row needs one
        pages/page.json   | 1          | null       | the element is null
        pages/nested.json | 1          | null       | the record is no JSON object of the declared fields
        """);
    assertRows(
        calls("mixed", "page", "nested"),
        """
        call_id
        mixed
        page
        nested
        """);
  }

  @Test
  void aRecordOfSeveralLinesHasTheColumnsOfItsHeader() {
    assertRows(
        lake.rejected("calls").filter(col("name").isin("notes/d.csv", "brief/a.csv")),
        """
        name        | row_number | field | reason
        notes/d.csv | 1          | null  | the row has 2 columns, not 3
        notes/d.csv | 2          | null  | the row has 4 columns, not 3
        brief/a.csv | 1          | null  | the row has 1 columns, not 2 to 3
        brief/a.csv | 2          | null  | the row has 4 columns, not 2 to 3
        """);
    assertThat(calls("well", "brief").count()).isEqualTo(2);
  }

  @Test
  void aReportIsOfADayThatHasCome() {
    assertRows(
        lake.rejected("worklogs"),
        """
        row_number | field | value      | reason
        3          | date  | 2099-01-01 | lies more than a day in the future
        4          | date  | 2099-01-01 | lies more than a day in the future
        5          | date  | 2025-03-10 | a weekly report is of a week that has begun
        """);
    assertThat(lake.silver("worklogs").count()).isEqualTo(1);
  }

  @Test
  void aRowThatDoesNotFitIsRefusedInEveryFormat() {
    assertRows(
        lake.rejected("calls").filter(col("name").isin("calls/local.parquet", "notes/c.csv")),
        """
        name                | field        | value | reason
        calls/local.parquet | hold_seconds | 7.5   | is not a whole number of seconds
        notes/c.csv         | null         | null  | the row holds bytes that its encoding does not have
        """);
  }

  @Test
  void aFileThatCannotBeReadIsRefusedByNameWithItsReason() {
    assertRows(
        lake.refused().filter("name <> 'calls/stale.csv'"),
        """
        name                | rows_read | reason
        calls/cut.csv.gz    | 0         | its gzip data are cut off or damaged
        calls/cut.csv.zst   | 0         | its zstd data are cut off or damaged
        calls/none.parquet  | 0         | it is no Parquet file, or a damaged one
        calls/damaged.json  | 0         | it is no JSON document, or a damaged one
        calls/number.json   | 0         | it holds neither a JSON object nor an array of them
        calls/two.json      | 0         | it holds more than one JSON document; write one a line
        calls/calls.dat     | 0         | its ending is none of parquet, csv, tsv, txt, json, jsonl, ndjson (all but parquet also with .gz or .zst); rename it, or declare reader.format for its source
        calls/packed.parquet.gz | 0     | its ending is none of parquet, csv, tsv, txt, json, jsonl, ndjson (all but parquet also with .gz or .zst); rename it, or declare reader.format for its source
        calls/10:00.csv     | 0         | its name holds a colon, with which Spark opens no file; rename it
        calls/empty.csv     | 0         | it is empty: there is not even a line that names the columns
        calls/mark.csv      | 0         | it is empty: there is not even a line that names the columns
        calls/blank.csv     | 0         | it is empty: there is not even a line that names the columns
        calls/lacks.csv     | 0         | its header lacks started_at, which the feed calls needs; it has call_id, disposition, talk_seconds
        calls/twice.csv     | 0         | its header names Topic more than once
        calls/lacks.parquet | 0         | its schema lacks started_at, which the feed calls needs; it has call_id, disposition
        calls/nanos.parquet | 0         | its column started_at holds nanoseconds, which cannot be read; write it in microseconds
        notes/b.csv         | 0         | a quote in it is never closed
        notes/e.csv         | 0         | a quote in it is never closed
        """);
  }

  @Test
  void aFileThatStorageDoesNotGiveIsRefusedAndTheOthersGoOn() {
    assertThat(
            lake.refused().filter("name = 'calls/stale.csv'").select("reason").first().mkString())
        .startsWith("it cannot be read: Checksum error");
    assertThat(calls("plain").count()).isEqualTo(1);
  }

  @Test
  void everyRowOfEveryFileIsAccountedFor() {
    assertThat(
            lake.files()
                .filter("rows_read <> rows_accepted + rows_rejected + rows_superseded")
                .count())
        .isZero();
    assertRows(
        lake.files().filter("status = 'taken' AND rows_read = 0"),
        """
        name
        calls/none.json
        pages/none.json
        """);
  }

  private Dataset<Row> calls(Object... ids) {
    return lake.silver("calls").filter(col("call_id").isin(ids));
  }

  private static String row(String id) {
    return "\"%s\",2025-03-03T09:00:00Z,busy,7,\n".formatted(id);
  }

  private static String json(String id) {
    return "{\"call_id\": \"%s\", \"started_at\": \"2025-03-03T10:00:00\", \"disposition\":\n \"busy\", \"talk_seconds\": 7}"
        .formatted(id)
        .replace("\n", "");
  }

  private static void parquet(String name, String query) throws SQLException {
    lake.withParquet(name, query, "snappy");
  }
}
