package org.ringlake.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.kpi.BuiltGold;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.Headcounts;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.FewFeeds;
import org.ringlake.measures.RandomFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Silver;

final class CellEventsTest extends SparkTest {
  private static final long SEED = 20250311;
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final LocalDate AS_OF = RandomFeeds.FIRST_DAY.plusDays(RandomFeeds.DAYS - 5);

  @Test
  void theEventsOfEveryMeasureAddUpToTheCell() {
    FewFeeds feeds = RandomFeeds.of(spark(), SEED);
    Dataset<Row> cells = BuiltGold.of(feeds, AS_OF).cells();

    assertAllAddUp(feeds, cells, cell(Layer.ENTERPRISE, Cell.ALL, Period.YEAR, MARCH));
    assertAllAddUp(feeds, cells, cell(Layer.TEAM, "T1", Period.MONTH, MARCH));
    assertAllAddUp(feeds, cells, cell(Layer.SITE, "North", Period.WEEK, MARCH.plusDays(9)));
    assertAllAddUp(feeds, cells, cell(Layer.AGENT, "unknown", Period.MONTH, MARCH));
  }

  @Test
  void aCustomerCountsAtTheFirstEventAndTheOthersAreListedWithNothing() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | agent_id | disposition | outcome | _customer_no | event_date
                    C1      | A1       | answered    | intent  | 7            | 2025-03-03
                    C2      | A1       | answered    | null    | 8            | 2025-03-03
                    C3      | A1       | answered    | sale    | 9            | 2025-03-05
                    C4      | A1       | answered    | intent  | null         | 2025-03-03
                    C5      | A2       | answered    | intent  | 7            | 2025-03-01
                    """))
            .with(
                Leads.NAME,
                rows(
                    Silver.LEADS,
                    """
                    lead_id | agent_id | class | _customer_no | event_date
                    L1      | A1       | A     | 7            | 2025-03-03
                    L2      | A1       | B     | 9            | 2025-03-04
                    L3      | A1       | C     | 6            | 2025-03-04
                    """));

    assertRows(
        events(feeds, cell(Layer.AGENT, "A1", Period.MONTH, MARCH), AgentDayCustomers.INTENT),
        """
        measure          | event_date | amount | feed  | event_id | agent_id | team_id
        customers_intent | 2025-03-03 | 1      | calls | C1       | A1       | unknown
        customers_intent | 2025-03-03 | 0      | leads | L1       | A1       | unknown
        customers_intent | 2025-03-04 | 1      | leads | L2       | A1       | unknown
        customers_intent | 2025-03-05 | 0      | calls | C3       | A1       | unknown
        """);
  }

  @Test
  void aDealThatConvertedIsTheLastTouchersAndEventsThatAddNothingAreNoEvents() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | agent_id | disposition | _customer_no | event_date | started_at
                    C1      | A2       | answered    | 7            | 2025-01-10 | 2025-01-10 09:00:00
                    C2      | A2       | busy        | 7            | 2025-03-10 | 2025-03-10 09:00:00
                    """))
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | agent_id | status | _customer_no | event_date | closed_at
                    D1      | A1       | won    | 7            | 2025-03-20 | 2025-03-20 10:00:00
                    D2      | A1       | lost   | 7            | 2025-03-20 | 2025-03-20 10:00:00
                    """));

    assertRows(
        events(
            feeds,
            cell(Layer.AGENT, "A2", Period.MONTH, MARCH),
            AgentDay.CONVERTED_DEALS,
            AgentDay.CONTACTS,
            AgentDay.DIALS),
        """
        measure         | event_date | amount | feed  | event_id
        converted_deals | 2025-03-20 | 1      | deals | D1
        dials           | 2025-03-10 | 1      | calls | C2
        """);
  }

  @Test
  void whoIsEmployedIsShownByTheRosterRowInForce() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Agents.NAME,
                rows(
                    Silver.AGENTS,
                    """
                    agent_id | team_id | hired_on   | left_on    | valid_from
                    A1       | T1      | 2024-01-01 | null       | 2024-01-01
                    A1       | T1      | 2024-01-01 | null       | 2025-03-15
                    A2       | T1      | 2024-01-01 | 2025-03-10 | 2024-01-01
                    A3       | T2      | 2024-01-01 | null       | 2024-01-01
                    A4       | T1      | 2025-03-05 | null       | null
                    """));
    String[] headcounts = {Headcounts.OPENING, Headcounts.CLOSING, Headcounts.PERIODS_PER_YEAR};

    assertRows(
        events(feeds, cell(Layer.TEAM, "T1", Period.MONTH, MARCH), headcounts),
        """
        measure           | event_date | amount | feed   | event_id      | agent_id
        headcount_opening | 2025-02-28 | 1      | agents | A1 2024-01-01 | A1
        headcount_opening | 2025-02-28 | 1      | agents | A2 2024-01-01 | A2
        headcount_closing | 2025-03-26 | 1      | agents | A1 2025-03-15 | A1
        headcount_closing | 2025-03-26 | 1      | agents | A4            | A4
        """);
    assertRows(events(feeds, cell(Layer.TEAM, "T1", Period.WEEK, MARCH), headcounts), "event_id\n");
  }

  @Test
  void whoAttendedByCallsIsShownByTheFirstOfTheDay() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | agent_id | agent_kind | disposition | event_date | started_at
                    C1      | A1       | null       | busy        | 2025-03-03 | 2025-03-03 11:00:00
                    C2      | A1       | null       | busy        | 2025-03-03 | 2025-03-03 10:00:00
                    C3      | A1       | bot        | busy        | 2025-03-03 | 2025-03-03 09:00:00
                    """));

    assertRows(
        events(feeds, cell(Layer.AGENT, "A1", Period.MONTH, MARCH), AgentDay.ATTENDED_DAYS),
        "measure|amount|feed|event_id\nattended_days|1|calls|C2\n");
  }

  private static ExplainedCell cell(Layer layer, String entity, Period period, LocalDate day) {
    return new ExplainedCell(layer, entity, CellPeriod.of(period, day), AS_OF);
  }

  private static Dataset<Row> events(FewFeeds feeds, ExplainedCell cell, String... measures) {
    return CellEvents.from(feeds, feeds.rules(), cell, List.of(measures));
  }

  private static void assertAllAddUp(FewFeeds feeds, Dataset<Row> cells, ExplainedCell cell) {
    Map<String, Long> sums = new HashMap<>();
    CellEvents.from(feeds, feeds.rules(), cell, KpiCells.MEASURES)
        .groupBy(CellEvents.MEASURE)
        .agg(sum(CellEvents.AMOUNT))
        .collectAsList()
        .forEach(row -> sums.put(row.getString(0), row.getLong(1)));
    Row published =
        cells
            .filter(col(Cell.LAYER).equalTo(cell.layer().code()))
            .filter(col(Cell.ENTITY_ID).equalTo(cell.entityId()))
            .filter(col(Cell.PERIOD).equalTo(cell.period().period().code()))
            .filter(col(Cell.PERIOD_START).equalTo(lit(cell.period().start())))
            .first();

    assertThat(sums).as("%s, seed %d", cell, SEED).isNotEmpty();
    for (String measure : KpiCells.MEASURES) {
      if (!measure.equals(Headcounts.PERIODS_PER_YEAR)) {
        assertThat(sums.getOrDefault(measure, 0L))
            .as("%s of %s, seed %d", measure, cell, SEED)
            .isEqualTo(published.<Long>getAs(measure));
      }
    }
  }
}
