package org.ringlake.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ActiveSpans;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.kpi.ActiveCustomers;
import org.ringlake.measures.CreditedSpans;
import org.ringlake.measures.MeasureRules;

/**
 * The customers who were active when a period began.
 *
 * <p>Grain: one row per customer and agent credited with them. {@code event_id} names the deal that
 * made the customer active, {@code event_date} is the day before the period. Source: {@link
 * CreditedSpans}.
 */
final class ActiveSinceBefore {
  private ActiveSinceBefore() {}

  /** Those of all agents. */
  static Dataset<Row> events(SilverFeeds silver, MeasureRules rules, ExplainedCell cell) {
    LocalDate start = cell.period().start();
    return CreditedSpans.from(silver, rules, cell.asOf())
        .filter(ActiveSpans.isActiveOn(start))
        .select(
            col(ActiveSpans.BOUGHT_BY).as(CellEvents.EVENT_ID),
            lit(start.minusDays(1)).as(CellEvents.EVENT_DATE),
            col(CreditedSpans.AGENT_ID),
            col(CreditedSpans.TEAM_ID),
            col(CreditedSpans.SHARE_E9).as(ActiveCustomers.ACTIVE_E9));
  }
}
