package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.lake.TableName;

/** Versions, deletions and people that arrive run by run end where one run over all files ends. */
class VersionsOverRunsTest extends SparkTest {
  private static final String CALLS =
      "call_id,started_at,disposition,topic,agent_id,extension,phone,updated_at,is_deleted\n";
  private static final String FIRST =
      CALLS
          + """
          moves,2025-03-03 10:00:00,busy,,,,,2025-03-10 00:00:00,
          dies,2025-03-03 10:00:00,busy,,,,,2025-03-10 00:00:00,
          unborn,2025-03-03 10:00:00,busy,,,,,2025-03-20 00:00:00,true
          plain,2025-03-03 10:00:00,busy,b,,,,,
          known,2025-03-03 10:00:00,busy,,anna,,,,
          early,2025-03-03 10:00:00,busy,,,700,,,
          late,2025-03-20 10:00:00,busy,,,700,,,
          phone,2025-03-03 10:00:00,busy,,,,138 0013 8000,,
          """;
  private static final String SECOND =
      CALLS
          + """
          moves,2025-04-03 10:00:00,busy,,,,,2025-03-11 00:00:00,
          moves,2025-05-03 10:00:00,busy,,,,,2025-03-09 00:00:00,
          dies,2025-03-03 10:00:00,busy,,,,,2025-03-11 00:00:00,true
          unborn,2025-03-03 10:00:00,busy,,,,,2025-03-15 00:00:00,
          plain,2025-03-03 10:00:00,busy,a,,,,,
          """;
  private static final String THIRD =
      CALLS
          + """
          dies,2025-03-03 10:00:00,busy,back,,,,2025-03-12 00:00:00,
          plain,2025-03-03 10:00:00,busy,,,,,2020-01-01 00:00:00,
          """;
  private static final String ROSTER =
      """
      agent_id,team_id,extension,valid_from,is_deleted,updated_at
      bert,north,700,2025-03-01,,
      carl,south,700,2025-03-10,,
      """;
  private static final String ROSTER_LATER =
      """
      agent_id,team_id,extension,valid_from,is_deleted,updated_at
      anna,west,,,,
      bert,,,2025-03-10,,
      """;
  private static final String CUSTOMERS =
      """
      customer_id,phone,updated_at,is_deleted
      C2,+86 13800138000,2025-03-01 00:00:00,
      C1,13800138000,2025-03-01 00:00:00,
      """;
  private static final String CUSTOMERS_LATER =
      """
      customer_id,phone,updated_at,is_deleted
      C1,,2025-03-02 00:00:00,true
      """;

  @TempDir Path folder;

  @Test
  void whateverArrivesWhenTheNewestVersionsAndTheirPeopleStand() {
    IngestedLake lake = IngestedLake.at(spark(), folder.resolve("runs"));
    lake.withFile("calls/1.csv", FIRST).run();
    assertRows(
        lake.silver("calls"),
        """
        call_id | event_date | topic | agent_id | team_id | customer_id
        moves   | 2025-03-03 | null  | null     | null    | null
        dies    | 2025-03-03 | null  | null     | null    | null
        plain   | 2025-03-03 | b     | null     | null    | null
        known   | 2025-03-03 | null  | anna     | null    | null
        early   | 2025-03-03 | null  | null     | null    | null
        late    | 2025-03-20 | null  | null     | null    | null
        phone   | 2025-03-03 | null  | null     | null    | null
        """);
    assertReconciled(lake);

    lake.withFile("calls/2.csv", SECOND)
        .withFile("agents/1.csv", ROSTER)
        .withFile("customers/1.csv", CUSTOMERS)
        .run();
    assertRows(
        lake.silver("calls"),
        """
        call_id | event_date | topic | agent_id | team_id | customer_id
        moves   | 2025-04-03 | null  | null     | null    | null
        plain   | 2025-03-03 | b     | null     | null    | null
        known   | 2025-03-03 | null  | null     | null    | null
        early   | 2025-03-03 | null  | bert     | north   | null
        late    | 2025-03-20 | null  | carl     | south   | null
        phone   | 2025-03-03 | null  | null     | null    | C1
        """);
    assertReconciled(lake);

    lake.withFile("calls/3.csv", THIRD)
        .withFile("agents/2.csv", ROSTER_LATER)
        .withFile("customers/2.csv", CUSTOMERS_LATER)
        .run();
    assertRows(
        lake.silver("calls"),
        """
        call_id | event_date | topic | agent_id | team_id | customer_id
        moves   | 2025-04-03 | null  | null     | null    | null
        dies    | 2025-03-03 | back  | null     | null    | null
        plain   | 2025-03-03 | null  | null     | null    | null
        known   | 2025-03-03 | null  | anna     | west    | null
        early   | 2025-03-03 | null  | bert     | north   | null
        late    | 2025-03-20 | null  | carl     | south   | null
        phone   | 2025-03-03 | null  | null     | null    | C2
        """);
    assertReconciled(lake);

    IngestedLake atOnce = IngestedLake.at(spark(), folder.resolve("once"));
    atOnce
        .withFile("calls/3.csv", FIRST)
        .withFile("calls/2.csv", THIRD)
        .withFile("calls/1.csv", SECOND)
        .withFile("agents/2.csv", ROSTER)
        .withFile("agents/1.csv", ROSTER_LATER)
        .withFile("customers/2.csv", CUSTOMERS)
        .withFile("customers/1.csv", CUSTOMERS_LATER)
        .run();
    for (String feed : List.of("calls", "agents", "customers")) {
      assertThat(told(lake.silver(feed))).isEqualTo(told(atOnce.silver(feed)));
    }
    assertThat(told(counts(lake))).isEqualTo(told(counts(atOnce)));
    assertNumbersAreDense(lake);
  }

  @Test
  void aMergeTakenBackGivesTheDealBack() {
    String deals =
        """
        deal_id,deal_pipeline_stage_id,property_amount,property_closedate
        601,closedwon,1200,2025-02-03 04:05:06
        602,closedwon,800,2025-02-03 04:05:06
        """;
    String merge = "merged_deal_id,deal_id\n602,601\n";
    String takenBack =
        "merged_deal_id,deal_id,updated_at,is_deleted\n602,601,2025-02-05 00:00:00,true\n";
    IngestedLake lake = IngestedLake.at(spark(), folder.resolve("runs"));
    lake.withFile("hubspot_export/1.csv", deals).withFile("merged_deals/1.csv", merge).run();
    assertRows(lake.silver("deals"), "deal_id | amount\n601 | 1200.00\n");

    lake.withFile("merged_deals/2.csv", takenBack).run();

    assertRows(lake.silver("deals"), "deal_id | amount\n601 | 1200.00\n602 | 800.00\n");
    assertReconciled(lake);
    IngestedLake atOnce = IngestedLake.at(spark(), folder.resolve("once"));
    atOnce
        .withFile("hubspot_export/1.csv", deals)
        .withFile("merged_deals/1.csv", merge)
        .withFile("merged_deals/2.csv", takenBack)
        .run();
    assertThat(told(lake.silver("deals"))).isEqualTo(told(atOnce.silver("deals")));
    assertThat(told(counts(lake))).isEqualTo(told(counts(atOnce)));
  }

  private static void assertReconciled(IngestedLake lake) {
    assertThat(
            lake.files()
                .filter("rows_read <> rows_accepted + rows_rejected + rows_superseded")
                .count())
        .isZero();
    assertThat(lake.files().filter("rows_accepted < 0 OR rows_superseded < 0").count()).isZero();
  }

  private static void assertNumbersAreDense(IngestedLake lake) {
    for (String people : List.of("_persons", "_agent_numbers")) {
      Dataset<Row> numbers = lake.read(new TableName(TableName.SILVER, people));
      String number = people.equals("_persons") ? "_customer_no" : "_agent_no";
      Row row = numbers.selectExpr("count(*)", "max(" + number + ") + 1L").first();
      assertThat(row.getLong(0)).isPositive().isEqualTo(row.getLong(1));
      assertThat(numbers.select(number).distinct().count()).isEqualTo(row.getLong(0));
    }
  }

  private static Dataset<Row> counts(IngestedLake lake) {
    return lake.files()
        .select(
            "source", "file_id", "rows_read", "rows_accepted", "rows_rejected", "rows_superseded");
  }

  /** Rows as text, sorted; the numbers given to people depend on who came first. */
  private static List<String> told(Dataset<Row> rows) {
    return rows
        .select(
            Arrays.stream(rows.columns())
                .filter(name -> !name.endsWith("_no"))
                .sorted()
                .map(name -> col(name))
                .toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
