package org.ringlake.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.feed.ReaderOptions;

/** What is refused at the door and with which words; the rows beside it pass. */
class RefusalsTest extends SparkTest {
  private static final String GOOD = "D1,13800138000,won,60,9.50,1990-02-28,2026-02-28 09:00:00";

  @Test
  void theThirtiethOfFebruaryIsNoDay() {
    assertRefused(
        door(),
        """
        row_number | field     | value               | reason
        1          | closed_at | 2026-02-30 09:00:00 | is not a date and time
        2          | born_on   | 1990-02-30          | is not a date
        """,
        "D2,,won,60,9.50,,2026-02-30 09:00:00",
        "D3,,won,60,9.50,1990-02-30,2026-02-28 09:00:00",
        GOOD);
  }

  @Test
  void aDateFollowedByAnythingButATimeIsRefused() {
    assertRefused(
        door(),
        """
        row_number | field   | value              | reason
        1          | born_on | 1990-02-28 or so   | is not a date
        2          | born_on | 1990-02-28T25:00   | is not a date
        """,
        "D2,,open,,,1990-02-28 or so,",
        "D3,,open,,,1990-02-28T25:00,",
        "D1,,open,,,1990-02-28T23:59:59,");
  }

  @Test
  void aDateHasAYearAMonthAndADayInFull() {
    assertRefused(
        door(),
        """
        row_number | field   | value    | reason
        1          | born_on | 1990-02  | is not a date
        2          | born_on | 1990     | is not a date
        3          | born_on | 1990-2-3 | is not a date
        4          | born_on | 23:59:59 | is not a date
        """,
        "D2,,open,,,1990-02,",
        "D3,,open,,,1990,",
        "D4,,open,,,1990-2-3,",
        "D5,,open,,,23:59:59,",
        "D1,,open,,,1990-02-03,");
  }

  @Test
  void anEventMayLieADayAheadAndNotASecondMore() {
    assertRefused(
        door(),
        """
        row_number | field     | value                | reason
        2          | closed_at | 2026-03-02T08:00:01Z | lies more than a day in the future
        """,
        "D1,,won,60,9.50,,2026-03-02T08:00:00Z",
        "D2,,won,60,9.50,,2026-03-02T08:00:01Z");
  }

  @Test
  void aDurationIsBetweenNothingAndADay() {
    assertRefused(
        door(),
        """
        row_number | field        | value  | reason
        1          | talk_seconds | -1     | is less than 0
        2          | talk_seconds | 86401  | is more than 86400
        3          | talk_seconds | 12.5   | is not a whole number of seconds
        4          | talk_seconds | 1 min  | is not a whole number of seconds
        """,
        "D2,,open,-1,,,",
        "D3,,open,86401,,,",
        "D4,,open,12.5,,,",
        "D5,,open,1 min,,,",
        "D1,,open,86400,,,",
        "D1,,open,0,,,");
  }

  @Test
  void aCodeThatIsNotListedIsRefused() {
    assertRefused(
        door(),
        """
        row_number | field  | value | reason
        1          | status | Won   | is none of open, won
        """,
        "D2,,Won,60,9.50,,2026-02-28 09:00:00",
        GOOD);
  }

  @Test
  void aRowWithoutItsKeyIsRefused() {
    assertRefused(
        door(),
        """
        row_number | field   | value | reason
        1          | deal_id | null  | is missing; every row needs one
        2          | deal_id | null  | is missing; every row needs one
        """,
        ",,open,60,9.50,,",
        "\" \",,open,60,9.50,,",
        GOOD);
  }

  @Test
  void aWonDealWithoutItsClosingIsRefused() {
    assertRefused(
        door(),
        """
        row_number | field     | value | reason
        1          | closed_at | null  | a won deal needs closed_at
        """,
        "D2,,won,60,9.50,,",
        GOOD);
  }

  @Test
  void aRowNeedsExactlyItsColumns() {
    assertRefused(
        door(),
        """
        row_number | field | value | reason
        1          | null  | null  | the row has 6 columns, not 7
        2          | null  | null  | the row has 8 columns, not 7
        """,
        "D2,,open,60,9.50,",
        "D3,,open,60,\"9,50\",,,",
        GOOD);
  }

  @Test
  void aRowMayStopAfterItsLeastColumns() {
    assertRefused(
        Door.of(spark(), new ReaderOptionsBuilder().minColumns(3).build()),
        """
        row_number | field | value | reason
        1          | null  | null  | the row has 2 columns, not 3 to 7
        2          | null  | null  | the row has 8 columns, not 3 to 7
        """,
        "D2,",
        "D3,,open,60,9.50,,,",
        "D1,,open",
        "D1,,open,60");
  }

  @Test
  void bytesThatAreNoUtf8RefuseTheirRowOnly() {
    byte[] broken = "D2,,open,60,9.50,,\u00e9".getBytes(StandardCharsets.ISO_8859_1);

    assertRows(
        door().rejected(broken, GOOD.getBytes(StandardCharsets.UTF_8)),
        """
        row_number | field | value | reason
        1          | null  | null  | the row is not valid UTF-8; declare the file's encoding
        """);
    assertThat(door().acceptedBytes(broken, GOOD.getBytes(StandardCharsets.UTF_8)).count())
        .isEqualTo(1);
  }

  @Test
  void bytesThatGb18030DoesNotHaveRefuseTheirRowOnly() {
    Charset chinese = Charset.forName("GB18030");
    Door door = Door.of(spark(), new ReaderOptionsBuilder().encoding("GB18030").build());
    byte[] broken = {'D', '2', ',', ',', 'o', 'p', 'e', 'n', ',', (byte) 0xFF, ',', ',', ','};

    assertRows(
        door.rejected(broken, "甲,,open,,,,".getBytes(chinese)),
        """
        row_number | field | value | reason
        1          | null  | null  | the row holds bytes that its encoding does not have
        """);
    assertRows(
        door.acceptedBytes(broken, "甲,,open,,,,".getBytes(chinese)),
        """
        deal_id
        甲
        """);
  }

  @Test
  void everyByteIsACharacterOfLatin1() {
    Door door = Door.of(spark(), new ReaderOptionsBuilder().encoding("ISO-8859-1").build());

    assertRows(
        door.acceptedBytes("Köln\u0081,,open,,,,".getBytes(StandardCharsets.ISO_8859_1)),
        """
        deal_id
        Köln\u0081
        """);
  }

  @Test
  void aQuoteThatIsNeverClosedRefusesItsRow() {
    assertRefused(
        door(),
        """
        row_number | field | value | reason
        1          | null  | null  | a quote is never closed
        2          | null  | null  | a quote is never closed
        3          | null  | null  | a quote is never closed
        """,
        "\"D2,,open,60,9.50,,",
        "D3,,open,60,9.50,,\"2026\"\"",
        "D4,\"a\",\"open,60,9.50,,",
        "\"D\"\"1\",,open,60,9.50,,",
        "D1\",,open,60,9.50,,");
  }

  @Test
  void aQuoteInsideAValueNeitherOpensNorClosesAnother() {
    assertRefused(
        door(),
        """
        row_number | field | value | reason
        1          | null  | null  | a quote is never closed
        2          | null  | null  | a quote is never closed
        3          | null  | null  | the row has 4 columns, not 7
        """,
        "D2 5\",,open,60,9.50,,\"2026-02-28",
        "\"D3\" 5\",,open,60,9.50,,\"2026-02-28",
        "D4 5\",\"1,3\",open,60",
        "D1 5\",\"138\",open,60,9.50,,\"2026-02-28\"",
        "D1 5\" 7\",,open,60,9.50,,",
        "\"D1\" \"5\" 7,,open,60,9.50,,");
  }

  @Test
  void aQuoteEscapedByABackslashDoesNotClose() {
    assertRefused(
        Door.of(spark(), new ReaderOptionsBuilder().escape("\\").build()),
        """
        row_number | field | value | reason
        2          | null  | null  | a quote is never closed
        """,
        "\"D\\\"1\",,open,60,9.50,,",
        "\"D2\\\",,open,60,9.50,,");
  }

  @Test
  void aVeryLongLineIsSearchedForItsClosingQuoteToo() {
    String quotes = "x\"\"".repeat(50_000);
    List<Row> rejected =
        door()
            .rejected("\"D2" + quotes + ",,open,,,,", "\"D1" + quotes + "\",,open,,,,")
            .select(Rejections.REASON)
            .collectAsList();

    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).getString(0)).isEqualTo("a quote is never closed");
  }

  @Test
  void aJsonLineThatIsNotExactlyOneObjectIsRefused() {
    String good = "{\"deal_id\": \"D1\", \"status\": \"open\", \"amount\": 9.5}";
    String reason = "the line is no JSON object of the declared fields";
    String[] lines = {
      "[1, 2]",
      "42",
      "null",
      "\"D2\"",
      "{\"deal_id\": \"D2\", \"status\"",
      "[" + good + "," + good + "]",
      "[" + good + "]",
      good + good,
      good + "," + good,
      good + " and more",
      good
    };

    List<Row> rejected =
        door().rejectedJson(lines).select(Rejections.ROW_NUMBER, Rejections.REASON).collectAsList();

    assertThat(rejected).extracting(row -> row.getString(1)).containsOnly(reason);
    assertThat(rejected)
        .extracting(row -> row.getLong(0))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertRows(
        door().acceptedJson(lines),
        """
        deal_id | amount
        D1      | 9.50
        """);
  }

  @Test
  void noRefusedRowShowsAPhoneNumber() {
    Door stripping = door().mapping("phone", "regexp_replace(phone, '[^0-9]', '')");
    List<Row> rejected =
        stripping
            .rejected(
                "D2,13800138000,lost,,,,",
                "D3,138-0013-8000,lost,,,,",
                "D4,+86 138 0013 8000,lost,,,,",
                "D5,10,open,13800138000,,,",
                "D6,10,138 0013 8000,,,,",
                "D7,10,open,,,,13800138000",
                "D8,06 12 34 56 78,lost,,,,",
                "\"D9,13800138000,lost,,,,",
                "D10,13800138000,lost",
                "D11,13800138000,open,,,1990-02-30,")
            .select(Rejections.ROW_NUMBER, Rejections.RAW, Rejections.VALUE)
            .collectAsList();

    assertThat(rejected).hasSize(10);
    for (Row row : rejected) {
      assertThat(row.mkString(" "))
          .doesNotContainPattern("138.?0013.?8000")
          .doesNotContain("56 78");
    }
    assertThat(rejected.get(9).getString(1)).isEqualTo("D11,***,open,,,1990-02-30,");
    assertThat(rejected.get(9).getString(2)).isEqualTo("1990-02-30");
  }

  private Door door() {
    return Door.of(spark(), ReaderOptions.defaults());
  }

  private static void assertRefused(Door door, String rejections, String... lines) {
    assertRows(door.rejected(lines), rejections);
    long refused = rejections.strip().lines().count() - 1;
    assertThat(door.accepted(lines).count()).isEqualTo(lines.length - refused);
  }
}
