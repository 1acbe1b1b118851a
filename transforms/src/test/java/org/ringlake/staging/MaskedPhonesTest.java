package org.ringlake.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.feed.ReaderOptions;

/** What refused rows show of themselves: no phone number, and everything else where it can be. */
class MaskedPhonesTest extends SparkTest {
  private static final List<String> SPELLINGS =
      List.of(
          "13800138000",
          "+8613800138000",
          "138 0013 8000",
          "138.0013.8000",
          "138-0013-8000",
          "138\u00a00013\u00a08000",
          "\u202d138\u20110013\u20118000\u202c",
          "(202)555.0156",
          "+1 (202) 555-0156",
          "(202) - 555 / 0156",
          "202\\/5550156",
          "555-0101",
          "5550101",
          "030 123456",
          "089 12 34 56",
          "0711/123456",
          "+43 1 555010",
          "+49 (0)30 123456",
          "06.12.34.56.78",
          "12 34 56",
          "+123456",
          "1990-12-31-4567",
          "tel13800138000");

  @Test
  void aRowThatCouldNotBeTakenApartShowsNoPhoneNumberHoweverItIsWritten() {
    assertNoneShows(
        Door.of(spark(), ReaderOptions.defaults()),
        SPELLINGS.stream().map("\"D9,%s,won,,,,"::formatted));
  }

  @Test
  void aFeedWithoutPhonesShowsNoneThatItsFilesHaveAnyway() {
    assertNoneShows(
        Door.of(spark(), ReaderOptions.defaults()).without("phone"),
        SPELLINGS.stream().map("D9,%s,lost,,,,"::formatted));
  }

  @Test
  void theValueAtFaultShowsNoPhoneNumberWhateverItsColumnIs() {
    Door door = Door.of(spark(), ReaderOptions.defaults());

    for (String line : List.of("D9,,%s,,,,", "D9,,won,%s,,,", "D9,,won,,,%s,", "D9,,won,,,,%s")) {
      assertNoneShows(door, SPELLINGS.stream().map(line::formatted));
    }
  }

  @Test
  void aPhoneNumberOfAnyLengthIsMasked() {
    String line = "\"D9," + "13800138000 ".repeat(20_000);

    assertThat(raw(Door.of(spark(), ReaderOptions.defaults()), line)).isEqualTo("\"D9,*** ");
  }

  @Test
  void datesTimesAmountsAndShortIdsStayReadable() {
    Door door = Door.of(spark(), ReaderOptions.defaults()).without("phone");

    for (String line :
        List.of(
            "C000123,471123,lost,86400,123456.78,1990-02-28,2026-02-28 09:00:00.123456",
            "D2,2026-02-30,lost,12.5,0.5,1990-02-28,2026-02-28T09:00:00.000+01:00",
            "D3,9:05:33,lost,1,-9.50,1990-02-28,2026-02-28T09:00:00.123-05:00")) {
      assertThat(raw(door, line)).isEqualTo(line);
    }
  }

  @Test
  void datesAsTheSourceDeclaresThemStayReadable() {
    Door door =
        Door.of(
            spark(),
            new ReaderOptionsBuilder()
                .timestamps("d MMM yyyy HH:mm:ss XX", "dd.MM.yyyy HH:mm", "yyyyMMdd H:mm:ss")
                .dates("yyyy/M/d", "dd.MM.yy")
                .build());

    for (String line :
        List.of(
            "D2,,lost,,,1990/2/28,28 Feb 2026 09:00:00 +0000",
            "D3,,lost,,,28.02.90,28.02.2026 09:00",
            "D4,,lost,,,,20260228 9:00:00")) {
      assertThat(raw(door, line)).isEqualTo(line);
    }
  }

  @Test
  void aDeclaredDateThatCouldBeAPhoneNumberIsMasked() {
    Door door =
        Door.of(
            spark(),
            new ReaderOptionsBuilder()
                .timestamps("yyyyMMddHHmmss")
                .dates("yyyyMMdd", "dd MM yy", "dd.MM[.yyyy]")
                .build());

    assertThat(raw(door, "D2,06 12 34 56 78,lost,,,06 12 34 56 78,20260228090000"))
        .isEqualTo("D2,***,lost,,,***,***");
    assertThat(raw(door, "D3,,lost,,,20260228,28.02.2026")).isEqualTo("D3,,lost,,,***,***");
  }

  @Test
  void theValueShowsTheMistakeInADateATimeOrANumber() {
    assertRows(
        Door.of(spark(), new ReaderOptionsBuilder().timestamps("yyyyMMdd H:mm:ss").build())
            .rejected(
                "D2,,won,125000,,,",
                "D3,,won,,\"1.250.000,00\",,",
                "D4,,won,,,28.02.1990,",
                "D5,,won,,,1990-13-28,",
                "D6,,won,,,2/28/90,",
                "D7,,won,,,,20260230 9:00:00",
                "D8,,won,,,,2026-02-30T09:00:00.000000Z"),
        """
        row_number | field        | value
        1          | talk_seconds | 125000
        2          | amount       | 1.250.000,00
        3          | born_on      | 28.02.1990
        4          | born_on      | 1990-13-28
        5          | born_on      | 2/28/90
        6          | closed_at    | 20260230 9:00:00
        7          | closed_at    | 2026-02-30T09:00:00.000000Z
        """);
  }

  private static void assertNoneShows(Door door, Stream<String> lines) {
    String[] given = lines.toArray(String[]::new);
    List<Row> rejected =
        door.rejected(given).select(Rejections.VALUE, Rejections.RAW).collectAsList();

    assertThat(rejected).hasSameSizeAs(given);
    for (Row row : rejected) {
      assertThat(row.mkString(" ").replaceAll("D9|\\D", "")).as(row.toString()).hasSizeLessThan(4);
    }
  }

  private static String raw(Door door, String line) {
    return door.rejected(line).select(Rejections.RAW).collectAsList().get(0).getString(0);
  }
}
