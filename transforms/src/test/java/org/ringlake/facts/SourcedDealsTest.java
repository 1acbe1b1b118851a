package org.ringlake.facts;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Silver;

final class SourcedDealsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void theNamedSourceGoesBeforeTheLatestLeadAndADealWithoutEitherHasNone() {
    Dataset<Row> deals =
        deals(
            """
            deal_id | source_agent_id | _customer_no
            D1      | A1              | 1
            D2      | gone            | 1
            D3      | null            | 1
            D4      | null            | 2
            D5      | null            | null
            """);
    Dataset<Row> leads =
        rows(
            Silver.LEADS,
            """
            lead_id | agent_id | class | _customer_no | created_at
            L1      | A2       | A     | 1            | 2025-03-01 09:00:00
            L2      | A2       | B     | null         | 2025-03-01 09:00:00
            """);

    assertRows(
        sourced(feeds(deals, leads).with(Agents.NAME, roster())),
        """
        deal_id | agent_id | team_id
        D1      | A1       | T1
        D2      | null     | null
        D3      | A2       | T2
        """);
  }

  @Test
  void onlyAAndBLeadsCreatedUntilClosingCountTheLatestFirstAndThenTheGreaterId() {
    Dataset<Row> deals = deals("deal_id|_customer_no\nD1|1\nD2|2\nD3|3\nD4|4\n");
    Dataset<Row> leads =
        rows(
            Silver.LEADS,
            """
            lead_id | agent_id | class   | _customer_no | created_at
            L1      | A1       | A       | 1            | 2025-03-20 12:00:00
            L2      | A2       | A       | 1            | 2025-03-20 12:00:01
            L3      | A1       | B       | 2            | 2025-03-01 12:00:00
            L4      | A2       | C       | 2            | 2025-03-02 12:00:00
            L5      | A2       | invalid | 2            | 2025-03-02 12:00:00
            L6      | A2       | A       | 3            | 2025-03-02 12:00:00
            L7      | A1       | A       | 3            | 2025-03-02 12:00:00
            L8      | A1       | A       | 4            | 2025-03-20 12:00:01
            """);

    assertRows(
        sourced(feeds(deals, leads).with(Agents.NAME, roster())),
        "deal_id|agent_id\nD1|A1\nD2|A1\nD3|A1\n");
  }

  @Test
  void aLeadOfNobodyTheRosterKnowsIsASourceThatNobodyIs() {
    Dataset<Row> leads =
        rows(Silver.LEADS, "lead_id|class|_customer_no|created_at\nL1|A|1|2025-03-01 09:00:00\n");

    assertRows(
        sourced(feeds(deals("deal_id|_customer_no\nD1|1\n"), leads).with(Agents.NAME, roster())),
        "deal_id|agent_id|team_id\nD1|null|null\n");
  }

  @Test
  void aLakeWithoutRosterTakesEverySourceAsItIs() {
    Dataset<Row> deals = deals("deal_id|source_agent_id\nD1|anybody\n");

    assertRows(
        sourced(feeds(deals, rows(Silver.LEADS, "lead_id\n"))),
        "deal_id|agent_id|team_id\nD1|anybody|null\n");
  }

  @Test
  void theTeamIsTheSourcesOnTheClosingDayAndTheAmountIsConverted() {
    Dataset<Row> deals = deals("deal_id|source_agent_id\nD1|A1\n");
    Dataset<Row> agents =
        rows(
            Silver.AGENTS,
            """
            agent_id | team_id | valid_from
            A1       | T1      | null
            A1       | T2      | 2025-03-20
            A1       | T3      | 2025-03-21
            """);

    assertRows(
        sourced(feeds(deals, rows(Silver.LEADS, "lead_id\n")).with(Agents.NAME, agents)),
        "deal_id|agent_id|team_id|amount_minor\nD1|A1|T2|7200\n");
  }

  private Dataset<Row> roster() {
    return rows(Silver.AGENTS, "agent_id|team_id\nA1|T1\nA2|T2\n");
  }

  /** Won for ten dollars at noon of 20 March. */
  private Dataset<Row> deals(String table) {
    return rows(Silver.DEALS, table)
        .selectExpr(
            "deal_id",
            "_customer_no",
            "source_agent_id",
            "'owner' AS agent_id",
            "'T9' AS team_id",
            "'won' AS status",
            "CAST(10 AS DECIMAL(18,2)) AS amount",
            "CAST(NULL AS DECIMAL(18,2)) AS cost",
            "'USD' AS currency",
            "DATE'2025-03-20' AS event_date",
            "TIMESTAMP'2025-03-20 12:00:00' AS closed_at");
  }

  private FewFeeds feeds(Dataset<Row> deals, Dataset<Row> leads) {
    return new FewFeeds(spark()).with(Deals.NAME, deals).with(Leads.NAME, leads);
  }

  private static Dataset<Row> sourced(FewFeeds feeds) {
    return SourcedDeals.from(feeds, feeds.rules().money(), CountedDays.upTo(AS_OF));
  }
}
