package org.ringlake.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.facts.AutomaticReviews;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.SilverRows;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Reviews;

/**
 * The silver rows that events are, with what tells where they came from.
 *
 * <p>Grain: one row per event's row. Key: feed, event_id. {@link #ROW_FEED} and {@link #ROW_ID}
 * name the row: the event itself, or, of an automatic review, the call it is of. {@code
 * customer_key} is null where the row names nobody known. {@code event_date} is the row's own,
 * which is not always the day it counts on.
 */
public final class EventRows {
  public static final String FEED = CellEvents.FEED;
  public static final String EVENT_ID = CellEvents.EVENT_ID;
  public static final String ROW_FEED = "_row_feed";
  public static final String ROW_ID = "_row_id";
  public static final String CUSTOMER_KEY = Resolved.CUSTOMER_KEY;
  public static final String FILE_ID = Resolved.FILE_ID;
  public static final String SOURCE = Passage.SOURCE;
  public static final String UPDATED_AT = Resolved.UPDATED_AT;
  public static final String EVENT_DATE = Resolved.EVENT_DATE;

  /** Feeds with rows that count on other days than their own. */
  private static final Set<String> COUNTED_ELSEWHEN =
      Set.of(Agents.NAME, Costs.NAME, Deals.NAME, Leads.NAME, Reviews.NAME);

  private static final scala.collection.immutable.Seq<String> SAME_ID =
      scala.jdk.javaapi.CollectionConverters.asScala(List.of(EVENT_ID)).toSeq();

  private EventRows() {}

  /**
   * The rows of the events of one feed.
   *
   * @param events of {@link CellEvents}
   * @param keyColumns what identifies rows of the feed in silver
   * @param days the days that events were looked for on
   */
  public static Dataset<Row> of(
      String feed,
      List<String> keyColumns,
      Dataset<Row> events,
      SilverFeeds silver,
      CountedDays days) {
    // several measures have the same events
    Dataset<Row> ids = events.filter(col(FEED).equalTo(feed)).select(EVENT_ID).distinct();
    Dataset<Row> rows = only(ids, own(feed, keyColumns, silver, days));
    return feed.equals(Reviews.NAME)
        ? rows.unionByName(only(without(rows, ids), reviewedCalls(silver, days)))
        : rows;
  }

  private static Dataset<Row> own(
      String feed, List<String> keyColumns, SilverFeeds silver, CountedDays days) {
    Dataset<Row> rows = silver.of(feed);
    Column key = SilverRows.keyText(keyColumns);
    return described(
        COUNTED_ELSEWHEN.contains(feed) ? rows : rows.filter(days.contains(col(EVENT_DATE))),
        feed,
        key,
        feed,
        key);
  }

  private static Dataset<Row> reviewedCalls(SilverFeeds silver, CountedDays days) {
    Column call = col(Calls.CALL_ID);
    return described(
        silver.calls().filter(days.contains(col(EVENT_DATE))),
        Reviews.NAME,
        AutomaticReviews.idOf(call),
        Calls.NAME,
        call);
  }

  private static Dataset<Row> described(
      Dataset<Row> rows, String feed, Column eventId, String rowFeed, Column rowId) {
    boolean hasCustomers = Arrays.asList(rows.columns()).contains(CUSTOMER_KEY);
    Column customer = hasCustomers ? col(CUSTOMER_KEY) : lit(null).cast(DataTypes.StringType);
    return rows.select(
        Stream.concat(
                Stream.of(
                    lit(feed).as(FEED),
                    eventId.as(EVENT_ID),
                    lit(rowFeed).as(ROW_FEED),
                    rowId.as(ROW_ID),
                    customer.as(CUSTOMER_KEY)),
                Stream.of(FILE_ID, SOURCE, UPDATED_AT, EVENT_DATE)
                    .map(org.apache.spark.sql.functions::col))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> only(Dataset<Row> ids, Dataset<Row> rows) {
    return rows.join(ids, SAME_ID, "left_semi");
  }

  private static Dataset<Row> without(Dataset<Row> rows, Dataset<Row> ids) {
    return ids.join(rows.select(EVENT_ID), SAME_ID, "left_anti");
  }
}
