package org.ringlake.measures;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;

/**
 * Events of one kind and what each of them adds to its agent's day.
 *
 * <p>Whatever is published of a measure is a sum over these events, and is explained by listing
 * them.
 */
public interface MeasureSource {
  /**
   * What identifies an event: the key of its row in {@link #feed}, as text; what several rows make
   * together has an id of its own, see {@link #shown}.
   */
  String EVENT_ID = "event_id";

  /** The feed whose rows the events are. */
  String feed();

  /** Whether there may be any event; asked before {@link #events}, which costs planning. */
  default boolean mayHaveEvents(SilverFeeds silver) {
    return silver.mayHaveRows(feed());
  }

  /** The measures that the events add to: columns of {@link AgentDay}. */
  List<String> measures();

  /**
   * The events of some days.
   *
   * <p>Grain: one row per event. Columns: {@link #EVENT_ID}, {@code agent_id} and {@code team_id}
   * (null: nobody known), {@code campaign_id} where events have one, {@code event_date}, and each
   * of {@link #measures} as a BIGINT that is never null.
   */
  Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days);

  /**
   * The same events under the ids of rows that show them: an event that several rows make together
   * has the id of the first.
   *
   * @param events some of those that {@link #events} found
   */
  default Dataset<Row> shown(Dataset<Row> events, SilverFeeds silver, CountedDays days) {
    return events;
  }

  /**
   * The days on which events may come out otherwise than last time, because rows of this feed or of
   * one that is looked up have changed, or because time has passed.
   *
   * @return rows with {@link TouchedDays#DAY} and {@link TouchedDays#FILE}
   */
  default Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedDays.ofRows(changes, feed());
  }
}
