package org.ringlake.jobs.vendors;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/** Each dialler's files, all in one lake, as calls; times are those of Shanghai. */
class CallFormatsTest extends SparkTest {
  @TempDir static Path workspace;
  private static VendorLake lake;

  @BeforeEach
  void takeIn() {
    if (lake == null) {
      lake =
          VendorLake.at(workspace)
              .withFilesOf("asterisk")
              .withFilesOf("freeswitch")
              .withFilesOf("vicidial")
              .withFilesOf("amazon_connect")
              .withFilesOf("genesys")
              .withFilesOf("twilio")
              .takenIn(spark());
    }
  }

  @Test
  void theLegsOfAnAsteriskCallAreOneCallWhicheverFileTheyCameIn() {
    assertRows(
        lake.silverOf("asterisk", Calls.NAME),
        """
        call_id        | started_at          | extension | campaign_id | direction | disposition | ring_seconds | talk_seconds
        1740963600.101 | 2025-03-03 09:00:00 | 201       | spring      | outbound  | answered    | 12           | 120
        1740963900.102 | 2025-03-03 09:05:00 | 202       | null        | inbound   | answered    | 8            | 60
        1740964200.103 | 2025-03-03 09:10:00 | 204       | null        | inbound   | answered    | 25           | 30
        1740964500.104 | 2025-03-03 09:15:00 | 205       | null        | outbound  | busy        | 3            | 0
        1740964800.105 | 2025-03-03 09:20:00 | 206       | null        | outbound  | failed      | 1            | 0
        1740965100.106 | 2025-03-03 09:25:00 | 207       | null        | inbound   | answered    | 4            | 10
        1740965400.107 | 2025-03-03 09:30:00 | 206       | null        | outbound  | answered    | 0            | 6
        """);
  }

  @Test
  void anAsteriskRowThatIsNoCallIsRejectedAloneWithItsReason() {
    assertRows(
        lake.rejectedOf("asterisk", Calls.NAME),
        """
        field      | value               | reason
        call_id    | null                | is missing; every row needs one
        started_at | 2025-02-30 09:40:00 | is not a date and time
        null       | null                | a quote is never closed
        """);
  }

  @Test
  void freeSwitchRowsKeepTheirDurationsWhateverASpreadsheetDidToTheirDates() {
    assertRows(
        lake.silverOf("freeswitch_csv", Calls.NAME),
        """
        call_id | started_at          | extension | direction | disposition | ring_seconds | talk_seconds
        fs-0001 | 2025-03-03 10:00:00 | 1001      | outbound  | answered    | 9            | 60
        fs-0002 | 2025-03-03 10:05:00 | 1002      | outbound  | busy        | 20           | 0
        fs-0003 | 2025-03-03 10:10:00 | 1003      | inbound   | abandoned   | 15           | 0
        fs-0004 | 2025-03-03 10:15:00 | 1003      | inbound   | answered    | 2            | 38
        fs-0005 | 2025-03-03 10:20:00 | 1004      | outbound  | no_answer   | 30           | 0
        fs-0006 | 2025-03-03 10:25:00 | 1004      | outbound  | failed      | 1            | 0
        """);
    assertRows(
        lake.rejectedOf("freeswitch_csv", Calls.NAME),
        """
        field | reason
        null  | the row has 11 columns, not 15 to 17
        """);
  }

  @Test
  void freeSwitchDocumentsAndLinesAreReadByTheirEpochs() {
    assertRows(
        lake.silverOf("freeswitch_json", Calls.NAME),
        """
        call_id      | started_at             | extension | direction | disposition | ring_seconds | talk_seconds
        fs-json-0001 | 2025-03-03 18:00:00.25 | 1001      | outbound  | answered    | 9            | 66
        fs-json-0002 | 2025-03-03 18:01:40    | 1002      | outbound  | no_answer   | 21           | 0
        fs-json-0003 | 2025-03-03 18:03:20    | 1002      | inbound   | abandoned   | 9            | 0
        """);
    assertRows(
        lake.rejectedOf("freeswitch_json", Calls.NAME),
        """
        field      | reason
        started_at | is missing; every row needs one
        null       | the line is no JSON object of the declared fields
        """);
  }

  @Test
  void viciDialStatusesBecomeDispositionsAndOutcomesAndTheDiallerIsNoAgent() {
    assertRows(
        lake.silverOf("vicidial", Calls.NAME),
        """
        call_id       | started_at          | agent_id | campaign_id | direction | disposition | talk_seconds | outcome
        1740996060.1  | 2025-03-03 18:01:00 | 6001     | SPRING      | outbound  | answered    | 240          | sale
        1740996120.2  | 2025-03-03 18:02:00 | 6001     | SPRING      | outbound  | answered    | 35           | refused
        1740996180.3  | 2025-03-03 18:03:00 | null     | SPRING      | outbound  | no_answer   | 0            | none
        1740996240.4  | 2025-03-03 18:04:00 | null     | SPRING      | outbound  | busy        | 0            | none
        1740996300.5  | 2025-03-03 18:05:00 | null     | SPRING      | outbound  | voicemail   | 0            | none
        1740996360.6  | 2025-03-03 18:06:00 | null     | SPRING      | outbound  | abandoned   | 0            | none
        1740996420.7  | 2025-03-03 18:07:00 | null     | SPRING      | outbound  | abandoned   | 0            | none
        1740996480.8  | 2025-03-03 18:08:00 | null     | SPRING      | outbound  | failed      | 0            | none
        1740996540.9  | 2025-03-03 18:09:00 | 6002     | SPRING      | outbound  | answered    | 61           | callback
        1740996600.10 | 2025-03-03 18:10:00 | 6002     | SPRING      | outbound  | answered    | 18           | do_not_call
        1740996660.11 | 2025-03-03 18:11:00 | 6002     | SPRING      | outbound  | answered    | 95           | intent
        1740996720.12 | 2025-03-03 18:12:00 | 6003     | SPRING      | outbound  | answered    | 44           | none
        1740996780.13 | 2025-03-03 18:13:00 | 6003     | SPRING      | outbound  | voicemail   | 0            | none
        1740996840.14 | 2025-03-03 18:14:00 | 6003     | SPRING      | outbound  | answered    | 130          | sale
        1740996960.16 | 2025-03-03 18:16:00 | null     | SPRING      | outbound  | busy        | 0            | none
        1740997020.17 | 2025-03-03 18:17:00 | null     | SPRING      | outbound  | voicemail   | 0            | none
        1740997080.18 | 2025-03-03 18:18:00 | 6001     | SPRING      | outbound  | no_answer   | 0            | none
        """);
  }

  @Test
  void aViciDialStatusNobodyMappedIsRejectedByItsName() {
    assertRows(
        lake.rejectedOf("vicidial", Calls.NAME),
        """
        field       | value | reason
        disposition | MYST  | is none of answered, voicemail, no_answer, busy, failed, abandoned
        """);
  }

  @Test
  void ofAnAmazonConnectContactDeliveredTwiceTheLastUpdateCounts() {
    assertRows(
        lake.silverOf("amazon_connect", Calls.NAME),
        """
        call_id | started_at          | agent_id | campaign_id | direction | disposition | ring_seconds | talk_seconds | hold_seconds | wrap_seconds | connect_delay_seconds
        ac-1    | 2025-03-03 10:00:00 | ann      | null        | outbound  | answered    | 11           | 109          | 0            | 32           | null
        ac-4    | 2025-03-03 10:06:00 | null     | spring      | outbound  | voicemail   | 20           | null         | null         | null         | null
        ac-5    | 2025-03-03 10:08:00 | bob      | spring      | outbound  | answered    | 10           | 47           | 5            | 20           | 3
        ac-6    | 2025-03-03 10:09:00 | bob      | null        | outbound  | no_answer   | null         | null         | null         | null         | null
        ac-7    | 2025-03-03 10:11:00 | null     | null        | inbound   | abandoned   | null         | null         | null         | null         | null
        ac-8    | 2025-03-03 10:14:00 | bob      | null        | outbound  | failed      | null         | null         | null         | null         | null
        ac-9    | 2025-03-03 10:01:30 | cho      | null        | inbound   | answered    | null         | 90           | 0            | 10           | null
        """);
  }

  @Test
  void aTransferKeepsTheCustomerOfTheCallItCameFrom() {
    List<Row> customers =
        lake.silverOf("amazon_connect", Calls.NAME)
            .filter(col(Calls.CALL_ID).isin("ac-1", "ac-9"))
            .select(Resolved.CUSTOMER_KEY)
            .distinct()
            .collectAsList();
    assertThat(customers).hasSize(1);
    assertThat(customers.get(0).getString(0)).matches("[0-9a-f]{64}");
  }

  @Test
  void genesysTalkIsThatOfItsAgentsAndASkippedPreviewIsNoCall() {
    assertRows(
        lake.silverOf("genesys", Calls.NAME),
        """
        call_id | started_at          | agent_id | campaign_id | direction | disposition | talk_seconds | hold_seconds | wrap_seconds
        gc-2    | 2025-03-03 10:01:00 | ann      | spring      | outbound  | answered    | 72           | 20           | 15
        gc-3    | 2025-03-03 10:05:00 | bob      | null        | inbound   | answered    | 130          | 0            | 10
        gc-5    | 2025-03-03 10:10:00 | null     | spring      | outbound  | voicemail   | 0            | 0            | 0
        gc-6    | 2025-03-03 10:11:00 | bob      | null        | inbound   | abandoned   | 0            | 0            | 0
        gc-7    | 2025-03-03 10:13:00 | bob      | null        | outbound  | no_answer   | 0            | 0            | 0
        """);
  }

  @Test
  void aTwilioCallAndTheLegsItDialledAreOneCallOfTheAgentWhoAnswered() {
    assertRows(
        lake.silverOf("twilio_api", Calls.NAME),
        """
        call_id | started_at          | agent_id | direction | disposition | talk_seconds
        CA-p1   | 2025-03-03 10:00:00 | bob      | inbound   | answered    | 60
        CA-o1   | 2025-03-03 10:05:00 | null     | outbound  | voicemail   | 12
        CA-s1   | 2025-03-03 10:07:00 | null     | inbound   | answered    | 30
        """);
  }

  @Test
  void aPhoneNumberInATwilioSipAddressIsTheCustomersAndNoAgent() {
    List<Row> customers =
        lake.silver(Calls.NAME)
            .filter(col(Calls.CALL_ID).isin("CA-3", "CA-6", "CA-7", "CA-s1"))
            .groupBy(Resolved.CUSTOMER_KEY)
            .count()
            .collectAsList();
    assertThat(customers).hasSize(1);
    assertThat(customers.get(0).getString(0)).matches("[0-9a-f]{64}");
    assertThat(customers.get(0).getLong(1)).isEqualTo(4);
  }

  @Test
  void aTwilioRowWithAnImpossibleDateOrDurationIsRejected() {
    assertRows(
        lake.silverOf("twilio", Calls.NAME),
        """
        call_id | started_at          | agent_id | direction | disposition | talk_seconds
        CA-1    | 2025-03-03 10:00:00 | ann      | outbound  | answered    | 73
        CA-2    | 2025-03-03 10:10:00 | null     | outbound  | busy        | 0
        CA-3    | 2025-03-03 10:20:00 | null     | inbound   | abandoned   | 0
        CA-6    | 2025-03-03 10:30:00 | null     | inbound   | answered    | 41
        CA-7    | 2025-03-03 10:40:00 | ann      | outbound  | answered    | 41
        """);
    assertRows(
        lake.rejectedOf("twilio", Calls.NAME),
        """
        field        | value                       | reason
        started_at   | 2025-02-30T02:20:00.000000Z | is not a date and time
        talk_seconds | -4                          | is less than 0
        """);
  }

  @Test
  void aSecondIngestOfTheSameFilesChangesNothing() {
    List<Row> before = lake.silver(Calls.NAME).collectAsList();

    lake.takenIn(spark());

    assertThat(lake.silver(Calls.NAME).collectAsList()).containsExactlyInAnyOrderElementsOf(before);
  }
}
