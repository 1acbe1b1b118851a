package org.ringlake.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.feed.ReaderOptions;

/** What text means, by the reader's options and the zones of the source and the business. */
class ValuesTest extends SparkTest {
  private static final String ZONE = "spark.sql.session.timeZone";
  private String usual;

  @BeforeEach
  void beInBerlin() {
    usual = spark().conf().get(ZONE);
    spark().conf().set(ZONE, "Europe/Berlin");
  }

  @AfterEach
  void beWhereWeWere() {
    spark().conf().set(ZONE, usual);
  }

  @Test
  void amountsAreReadAsTheSourceWritesThem() {
    Door door =
        Door.of(spark(), new ReaderOptionsBuilder().delimiter(";").numbers(",", ". '").build());

    assertRows(
        door.accepted(
            "1;;open;;€ 3.500,00;;",
            "2;;open;;1 234,5;;",
            "3;;open;;1\u00a0234,5;;",
            "4;;open;;1\u202f234 567,89 EUR;;",
            "5;;open;;-12;;",
            "6;;open;;CHF 1'234,50;;",
            "7;;open;;;;"),
        """
        deal_id | amount
        1       | 3500.00
        2       | 1234.50
        3       | 1234.50
        4       | 1234567.89
        5       | -12.00
        6       | 1234.50
        7       | null
        """);
    assertRows(
        door.rejected("1;;open;;3.50,00;;", "2;;open;;1.5;;", "3;;open;;3500.00;;", "4;;open;;€;;"),
        """
        row_number | field  | value   | reason
        1          | amount | 3.50,00 | is not an amount of money
        2          | amount | 1.5     | is not an amount of money
        3          | amount | 3500.00 | is not an amount of money
        4          | amount | €       | is not an amount of money
        """);
  }

  @Test
  void timesAreReadByTheDeclaredPatterns() {
    Door door =
        Door.of(
            spark(),
            new ReaderOptionsBuilder().timestamps("dd.MM.yyyy HH:mm").dates("dd.MM.yyyy").build());

    assertRows(
        door.accepted("1,,won,,,28.02.1990,03.03.2025 09:07", "2,,won,,,,03.03.2025"),
        """
        deal_id | born_on    | closed_at
        1       | 1990-02-28 | 2025-03-03 09:07:00
        2       | null       | 2025-03-03 23:59:59
        """);
    assertRows(
        door.rejected("1,,won,,,,30.02.2025 09:07", "2,,won,,,30.02.1990,03.03.2025"),
        """
        row_number | field     | value            | reason
        1          | closed_at | 30.02.2025 09:07 | is not a date and time
        2          | born_on   | 30.02.1990       | is not a date
        """);
  }

  @Test
  void aTimeWithoutAnOffsetIsThatOfTheSourcesZone() {
    assertRows(
        door()
            .inZone("Asia/Shanghai")
            .accepted(
                "local,,won,,,,2025-03-03 09:00:00",
                "offset,,won,,,,2025-03-03T09:00:00+01:00",
                "utc,,won,,,,2025-03-03T09:00:00.5Z",
                "day,,won,,,,2025-03-03"),
        """
        deal_id | closed_at           | event_date
        local   | 2025-03-03 02:00:00 | 2025-03-03
        offset  | 2025-03-03 09:00:00 | 2025-03-03
        utc     | 2025-03-03 10:00:00.5 | 2025-03-03
        day     | 2025-03-03 16:59:59 | 2025-03-03
        """);
  }

  @Test
  void theBusinessDayHas23HoursInSpringAnd25InAutumn() {
    assertRows(
        door()
            .accepted(
                "spring begins,,won,,,,2025-03-29T23:00:00Z",
                "spring ends,,won,,,,2025-03-30T21:59:59Z",
                "after spring,,won,,,,2025-03-30T22:00:00Z",
                "autumn begins,,won,,,,2025-10-25T22:00:00Z",
                "autumn ends,,won,,,,2025-10-26T22:59:59Z",
                "after autumn,,won,,,,2025-10-26T23:00:00Z"),
        """
        deal_id       | event_date
        spring begins | 2025-03-30
        spring ends   | 2025-03-30
        after spring  | 2025-03-31
        autumn begins | 2025-10-26
        autumn ends   | 2025-10-26
        after autumn  | 2025-10-27
        """);
  }

  @Test
  void quotesAndEscapesHoldDelimiters() {
    assertRows(
        door().accepted("\"a, \"\"b\"\"\",,open,,,,", " padded ,,open,,,,"),
        """
        deal_id
        a, "b"
        padded
        """);
    assertRows(
        Door.of(spark(), new ReaderOptionsBuilder().delimiter("\t").escape("\\").build())
            .accepted("\"a\t\\\"b\\\"\"\t\topen\t\t\t\t"),
        """
        deal_id
        a\t"b"
        """);
  }

  @Test
  void textIsDecodedAsDeclared() {
    for (String encoding : new String[] {"GB18030", "ISO-8859-1", "windows-1251"}) {
      String word = encoding.startsWith("G") ? "成交" : encoding.startsWith("I") ? "Köln" : "Тверь";
      Door door = Door.of(spark(), new ReaderOptionsBuilder().encoding(encoding).build());

      assertThat(
              door.acceptedBytes((word + ",,open,,,,").getBytes(Charset.forName(encoding)))
                  .first()
                  .<String>getAs("deal_id"))
          .isEqualTo(word);
    }
  }

  private Door door() {
    return Door.of(spark(), ReaderOptions.defaults());
  }
}
