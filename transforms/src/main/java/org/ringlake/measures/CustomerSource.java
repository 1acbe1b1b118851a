package org.ringlake.measures;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;

/** Events of one kind that put their customers into the sets of {@link AgentDayCustomers}. */
public interface CustomerSource {

  /** The feed whose rows the events are. */
  String feed();

  /** The sets that the events' customers may be in. */
  List<String> sets();

  /**
   * The events of some days.
   *
   * <p>Grain: one row per event. Columns: {@link MeasureSource#EVENT_ID}, {@code agent_id}, {@code
   * team_id}, {@code event_date}, {@code _customer_no} (null: nobody known), and a BOOLEAN for each
   * of {@link #sets}: whether the customer is in it.
   */
  Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days);

  /** As {@link MeasureSource#touched}. */
  Stream<Dataset<Row>> touched(SilverChanges changes, SilverFeeds silver, MeasureRules rules);
}
