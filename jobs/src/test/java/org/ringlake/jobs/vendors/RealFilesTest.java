package org.ringlake.jobs.vendors;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.year;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

/**
 * Real files of the vendors, which are no part of the project: skipped where {@code ../shared/data}
 * beside the project is absent. What a correct reader makes of them is known.
 */
class RealFilesTest extends SparkTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  @TempDir static Path workspace;
  private static VendorLake lake;

  @BeforeEach
  void takeIn() {
    assumeTrue(Files.isDirectory(DATA), "real files are tried only where ../shared/data is");
    if (lake == null) {
      lake =
          VendorLake.at(workspace)
              .withSettings(
                  Map.of(
                      "timezone", "Asia/Jerusalem", "currency", "USD", "customers.worth", "none"))
              .withCopy(DATA.resolve("cdr/asterisk"), "asterisk")
              .withCopy(DATA.resolve("cdr/freeswitch/kxing_Master.csv"), "freeswitch")
              .withCopy(DATA.resolve("cdr/freeswitch/cgrates_fs_json_cdr.json"), "freeswitch")
              .withCopy(DATA.resolve("cdr/genesys"), "genesys")
              .withCopy(DATA.resolve("cdr/amazon-connect"), "amazon_connect")
              .withCopy(DATA.resolve("cdr/twilio"), "twilio")
              .withCopy(DATA.resolve("crm/hubspot/tooljet_docs_real_deal_response.json"), "hubspot")
              .withCopy(DATA.resolve("crm/hubspot/fivetran_deal_data.csv"), "hubspot_export")
              .withCopy(DATA.resolve("crm/hubspot/fivetran_merged_deal_data.csv"), "merged_deals")
              .withCopy(
                  DATA.resolve("crm/salesforce/fivetran_sf_opportunity_data.csv"), "salesforce")
              .withCopy(
                  DATA.resolve("crm/salesforce/fivetran_sf_opportunity_history_data.csv"),
                  "salesforce")
              .withExample("technion")
              .withCopy(DATA.resolve("technion"), "technion")
              .withExample("maven")
              .withCopy(DATA.resolve("maven"), "maven")
              .takenIn(spark())
              .built();
    }
  }

  @Test
  void asteriskLegsKeepAllTheirTalkTimeAndABrokenLineIsRejected() {
    assertRows(
        byFile(lake.silverOf("asterisk", Calls.NAME)),
        """
        name                                         | calls | talk | ring
        asterisk/telco_two_rows_per_call_MASKED.csv | 6     | 258  | 69
        asterisk/testsuite_Master.csv               | 2     | 14   | 0
        asterisk/testsuite_good.csv                 | 1     | 12   | 15
        """);
    assertRows(
        lake.rejectedOf("asterisk", Calls.NAME),
        """
        field | reason
        null  | a quote is never closed
        """);
  }

  /** Three rows have one uuid and the same times, 20 s of talk in a whole of 31 s. */
  @Test
  void freeSwitchRowsOfOneUuidAreOneCallAndNoneIsLost() {
    assertRows(
        lake.filesOf("freeswitch_csv"),
        """
        name                        | rows_read | rows_accepted | rows_rejected | rows_superseded
        freeswitch/kxing_Master.csv | 10        | 8             | 0             | 2
        """);
    assertRows(
        talkAndWhole(lake.bronzeOf("freeswitch_csv", Calls.NAME)),
        """
        calls | talk | whole
        10    | 530  | 598
        """);
    assertRows(
        talkAndWhole(lake.silverOf("freeswitch_csv", Calls.NAME)),
        """
        calls | talk | whole
        8     | 490  | 536
        """);
    assertRows(
        lake.silverOf("freeswitch_json", Calls.NAME),
        """
        started_at                 | disposition | talk_seconds
        2018-01-11 12:25:44.534355 | answered    | 68
        """);
  }

  @Test
  void genesysPreviewsThatWereSkippedAndChatsAreNoCalls() {
    assertRows(
        lake.silverOf("genesys", Calls.NAME),
        """
        call_id                              | direction | disposition | talk_seconds | hold_seconds | wrap_seconds
        585f63eb-e0be-47b6-a1d0-c65ba586bef2 | inbound   | answered    | 16           | 0            | 5
        001ca953-b79b-43a1-b8a9-0d9d4c95b617 | inbound   | answered    | 17           | 0            | 39
        """);
    assertThat(lake.rejectedOf("genesys", Calls.NAME).isEmpty()).isTrue();
  }

  @Test
  void anAmazonConnectContactHasItsTalkAndItsAfterContactWork() {
    assertRows(
        lake.silverOf("amazon_connect", Calls.NAME),
        """
        started_at          | direction | disposition | talk_seconds | wrap_seconds
        2022-04-08 17:59:38 | inbound   | answered    | 33           | 32
        """);
  }

  @Test
  void twiliosThirtiethOfFebruaryIsRejectedAndTheOtherEightRowsAreCalls() {
    assertRows(
        lake.filesOf("twilio"),
        """
        rows_read | rows_accepted | rows_rejected | rows_superseded
        9         | 8             | 1             | 0
        """);
    assertRows(
        lake.rejectedOf("twilio", Calls.NAME),
        """
        field      | value                       | reason
        started_at | 2022-02-30T17:23:13.000000Z | is not a date and time
        """);
  }

  @Test
  void hubSpotDealsAreTypedFromTextAndMergesAreKnown() {
    assertRows(
        lake.silverOf("hubspot", Deals.NAME),
        """
        deal_id      | status | amount  | currency
        144703760059 | open   | 1500.00 | USD
        """);
    assertThat(lake.silverOf("hubspot_export", Deals.NAME).count()).isEqualTo(44);
    assertThat(lake.silver("merged_deals").count()).isEqualTo(14);
  }

  @Test
  void noSalesforceOpportunityCountsBecauseAllAreDeleted() {
    assertThat(lake.silverOf("salesforce", Deals.NAME).isEmpty()).isTrue();
    assertThat(lake.rejectedOf("salesforce", Deals.NAME).isEmpty()).isTrue();
  }

  @Test
  void technionsCallsAreAllThereWithTheirTypesAsTeams() {
    Dataset<Row> calls = lake.silverOf("technion_calls", Calls.NAME);
    assertRows(
        calls.groupBy(Calls.DISPOSITION).agg(count(lit(1)).as("calls")),
        """
        disposition | calls
        answered    | 27162
        abandoned   | 5904
        failed      | 278
        """);
    assertRows(
        calls.groupBy(Resolved.TEAM_ID, Calls.DIRECTION).agg(count(lit(1)).as("calls")),
        """
        team_id | direction | calls
        PS      | inbound   | 21460
        NW      | inbound   | 7604
        NE      | inbound   | 2750
        PE      | inbound   | 149
        TT      | outbound  | 1088
        IN      | inbound   | 293
        """);
    assertRows(
        calls
            .filter(col(Resolved.TEAM_ID).equalTo("PS"))
            .agg(sum(Calls.TALK_SECONDS).as("talk_seconds")),
        """
        talk_seconds
        3382409
        """);
    assertThat(calls.filter(col(Resolved.AGENT_ID).isNull()).count()).isEqualTo(6673);
    assertThat(calls.filter(col(Resolved.CUSTOMER_ID).isNull()).count()).isEqualTo(19558);
    assertThat(calls.select(Resolved.AGENT_ID).distinct().count()).isEqualTo(25);
    assertThat(lake.silverOf("technion_agents", Agents.NAME).count()).isEqualTo(24);
    assertThat(lake.silverOf("technion_teams", Teams.NAME).count()).isEqualTo(6);
  }

  @Test
  void mavensDealsAddUpByManagerAndOffice() {
    Dataset<Row> deals = lake.silverOf("maven_deals", Deals.NAME);
    assertRows(
        deals.groupBy(Deals.STATUS).agg(count(lit(1)).as("deals"), sum(Deals.AMOUNT).as("amount")),
        """
        status | deals | amount
        won    | 4238  | 10005534.00
        lost   | 2473  | 0.00
        open   | 2089  | null
        """);
    Dataset<Row> won = deals.filter(col(Deals.STATUS).equalTo(Deals.WON));
    assertRows(
        won.groupBy(Resolved.TEAM_ID)
            .agg(sum(Deals.AMOUNT).as("amount"))
            .filter(col(Resolved.TEAM_ID).isin("Melvin Marxen", "Dustin Brinkmann")),
        """
        team_id          | amount
        Melvin Marxen    | 2251930.00
        Dustin Brinkmann | 1094363.00
        """);
    Dataset<Row> teams = lake.silverOf("maven_teams", Teams.NAME);
    assertRows(
        won.join(
                teams.select(col(Teams.TEAM_ID).as("team"), col(Teams.SITE)),
                col(Resolved.TEAM_ID).equalTo(col("team")))
            .groupBy(Teams.SITE)
            .agg(sum(Deals.AMOUNT).as("amount")),
        """
        site    | amount
        West    | 3568647.00
        Central | 3346293.00
        East    | 3090594.00
        """);
    assertThat(deals.filter(col(Deals.PRODUCT).equalTo("GTX Pro")).count()).isEqualTo(1480);
    assertThat(deals.filter(col(Deals.PRODUCT).equalTo("GTXPro")).isEmpty()).isTrue();
    assertThat(deals.filter(col(Resolved.CUSTOMER_ID).isNull()).count()).isEqualTo(1425);
    assertThat(lake.silverOf("maven_agents", Agents.NAME).count()).isEqualTo(35);
    assertThat(lake.silverOf("maven_customers", Customers.NAME).count()).isEqualTo(85);
  }

  @Test
  void technionsCallsAddUpInTheKpisOfEveryLayerAndPeriod() {
    assertRows(
        sumsOf("calls_handled", 1999),
        """
        sum   | layers_and_periods
        27162 | 20
        """);
    assertRows(
        lake.kpis()
            .filter("layer = 'team' AND period = 'month' AND period_start = '1999-02-01'")
            .filter("kpi = 'dials' OR kpi = 'talk_seconds' AND entity_id = 'PS'"),
        """
        entity_id | kpi          | value
        PS        | talk_seconds | 3382409.0
        PS        | dials        | 0.0
        NW        | dials        | 0.0
        NE        | dials        | 0.0
        PE        | dials        | 0.0
        IN        | dials        | 0.0
        TT        | dials        | 1088.0
        """);
  }

  @Test
  void mavensDealsAddUpInTheKpisOfEveryLayerAndPeriod() {
    assertRows(
        sumsOf("revenue", 2017),
        """
        sum      | layers_and_periods
        10005534 | 20
        """);
    assertRows(
        lake.kpis()
            .filter("kpi = 'revenue' AND period = 'year' AND period_start = '2017-01-01'")
            .filter("layer = 'site' OR entity_id IN ('Melvin Marxen', 'Dustin Brinkmann')"),
        """
        layer | entity_id        | value
        team  | Melvin Marxen    | 2251930.0
        team  | Dustin Brinkmann | 1094363.0
        site  | West             | 3568647.0
        site  | Central          | 3346293.0
        site  | East             | 3090594.0
        """);
    assertRows(
        lake.kpis()
            .filter("kpi IN ('win_rate', 'deals_won') AND layer = 'enterprise'")
            .filter("period = 'year' AND period_start = '2017-01-01'")
            .withColumn("value", round(col("value"), 4)),
        """
        kpi       | numerator       | denominator     | value
        win_rate  | 4238.0000000000 | 6711.0000000000 | 0.6315
        deals_won | 4238.0000000000 | null            | 4238.0
        """);
  }

  /** What all entities of a layer have together in all periods of a year, and how often. */
  private static Dataset<Row> sumsOf(String kpi, int year) {
    return lake.kpis()
        .filter(col("kpi").equalTo(kpi).and(year(col("period_start")).equalTo(year)))
        .groupBy("layer", "period")
        .agg(sum("numerator").cast(DataTypes.LongType).as("sum"))
        .groupBy("sum")
        .agg(count(lit(1)).as("layers_and_periods"));
  }

  /** Talk, and ring and talk together. */
  private static Dataset<Row> talkAndWhole(Dataset<Row> calls) {
    return calls.agg(
        count(lit(1)).as("calls"),
        sum(Calls.TALK_SECONDS).as("talk"),
        sum(col(Calls.TALK_SECONDS).plus(col(Calls.RING_SECONDS))).as("whole"));
  }

  private static Dataset<Row> byFile(Dataset<Row> calls) {
    return lake.withFileName(calls)
        .groupBy("name")
        .agg(
            count(lit(1)).as("calls"),
            sum(Calls.TALK_SECONDS).as("talk"),
            sum(Calls.RING_SECONDS).as("ring"));
  }
}
