package org.ringlake.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.FewFeeds;
import org.ringlake.measures.RandomFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Reviews;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Worklogs;

final class EventRowsTest extends SparkTest {
  private static final long SEED = 20250312;
  private static final LocalDate AS_OF = RandomFeeds.FIRST_DAY.plusDays(RandomFeeds.DAYS - 5);
  private static final CountedDays MARCH =
      new ExplainedCell(Layer.ENTERPRISE, Cell.ALL, CellPeriod.of(Period.MONTH, AS_OF), AS_OF)
          .days();
  private static final StructType EVENTS =
      new StructType().add(CellEvents.FEED, "string").add(CellEvents.EVENT_ID, "string");

  /** Of feeds whose key is not their first column alone. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          Agents.NAME, List.of(Agents.AGENT_ID, Agents.VALID_FROM),
          Shifts.NAME, List.of(Roster.GIVEN_AGENT_ID, Shifts.DATE),
          Worklogs.NAME, List.of(Roster.GIVEN_AGENT_ID, Worklogs.DATE, Worklogs.KIND));

  @Test
  void everyEventOfEveryFeedHasItsRow() {
    FewFeeds feeds = RandomFeeds.of(spark(), SEED);
    ExplainedCell cell =
        new ExplainedCell(Layer.ENTERPRISE, Cell.ALL, CellPeriod.of(Period.MONTH, AS_OF), AS_OF);
    Dataset<Row> events =
        CellEvents.from(feeds, feeds.rules(), cell, KpiCells.MEASURES).localCheckpoint();

    for (String feed : CellEvents.feeds(KpiCells.MEASURES)) {
      List<String> key = KEYS.getOrDefault(feed, List.of(Silver.SCHEMAS.get(feed).fieldNames()[0]));
      Dataset<Row> rows = EventRows.of(feed, key, events, withFiles(feeds), cell.days());
      List<Row> found = rows.select(EventRows.EVENT_ID).distinct().collectAsList();
      List<Row> wanted =
          events
              .filter(col(CellEvents.FEED).equalTo(feed))
              .select(CellEvents.EVENT_ID)
              .distinct()
              .collectAsList();

      assertThat(wanted).as("%s, seed %d", feed, SEED).isNotEmpty();
      assertThat(found).as("%s, seed %d", feed, SEED).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void anAutomaticReviewHasTheRowOfItsCall() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | event_date
                    C1      | 2025-03-03
                    C2      | 2025-03-03
                    """))
            .with(
                Reviews.NAME,
                rows(
                    Silver.REVIEWS,
                    """
                    review_id | call_id | event_date
                    R1        | C2      | 2025-04-01
                    R2        | C2      | 2025-04-01
                    """));
    Dataset<Row> events = rows(EVENTS, "feed|event_id\nreviews|auto:C1\nreviews|R1\n");

    assertRows(
        EventRows.of(Reviews.NAME, List.of(Reviews.REVIEW_ID), events, withFiles(feeds), MARCH),
        """
        feed    | event_id | _row_feed | _row_id | file_id      | event_date
        reviews | auto:C1  | calls     | C1      | of calls     | 2025-03-03
        reviews | R1       | reviews   | R1      | of reviews   | 2025-04-01
        """);
  }

  @Test
  void rowsAreTheCustomersOnlyWhereTheyKnowOne() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Customers.NAME,
                rows(Silver.CUSTOMERS, "customer_id|event_date\nK1|2025-03-03\n")
                    .withColumn(EventRows.CUSTOMER_KEY, lit("key of K1")));
    Dataset<Row> events = rows(EVENTS, "feed|event_id\ncustomers|K1\n");

    assertRows(
        EventRows.of(
            Customers.NAME, List.of(Customers.CUSTOMER_ID), events, withFiles(feeds), MARCH),
        "event_id|customer_key\nK1|key of K1\n");
  }

  private static SilverFeeds withFiles(FewFeeds feeds) {
    return new WithFiles(feeds);
  }

  /** The feeds with what silver has besides. */
  private record WithFiles(FewFeeds feeds) implements SilverFeeds {
    @Override
    public Dataset<Row> of(String feed) {
      return feeds
          .of(feed)
          .withColumn(EventRows.FILE_ID, lit("of " + feed))
          .withColumn(EventRows.SOURCE, lit(feed))
          .withColumn(EventRows.UPDATED_AT, lit(null).cast("timestamp"))
          .withColumn(
              EventRows.EVENT_DATE,
              feed.equals(Agents.NAME) ? lit(null).cast("date") : col(EventRows.EVENT_DATE));
    }

    @Override
    public boolean mayHaveRows(String feed) {
      return feeds.mayHaveRows(feed);
    }
  }
}
