package org.ringlake.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Resolved;

/**
 * What happened to leads on some days: each was created, to some an enquiry was sent, some visited.
 *
 * <p>Grain: one row per lead and {@link #WHAT} that happened. Key: lead_id, {@link #WHAT}. {@code
 * team_id} is the agent's team on the day of the event. {@link #IS_CONVERTED}: a class A or B lead
 * whose customer has a deal won at or after its creation, by the as-of day; never null. Source:
 * {@link Leads}, {@link Deals}, {@link Agents}.
 */
public final class LeadEvents {
  public static final String WHAT = "what";
  public static final String IS_CONVERTED = "is_converted";

  /** Codes of {@link #WHAT}. */
  public static final String CREATED = "created";

  public static final String ENQUIRY_SENT = "enquiry_sent";
  public static final String VISITED = "visited";

  private static final String BUYER = "_buyer_no";
  private static final String LAST_WON_AT = "_last_won_at";

  private LeadEvents() {}

  public static Dataset<Row> from(SilverFeeds silver, CountedDays days) {
    Dataset<Row> events =
        silver
            .leads()
            .select(
                col(Leads.LEAD_ID),
                col(Leads.CLASS),
                col(Leads.CREATED_AT),
                col(Resolved.AGENT_ID),
                col(Resolved.CUSTOMER_NO),
                inline(
                    array(
                        event(CREATED, col(Resolved.EVENT_DATE)),
                        event(ENQUIRY_SENT, to_date(col(Leads.ENQUIRY_SENT_AT))),
                        event(VISITED, to_date(col(Leads.VISITED_AT))))))
            .filter(days.contains(col(Resolved.EVENT_DATE)));
    CountedDays toAsOf = CountedDays.upTo(days.asOf());
    Dataset<Row> buyers =
        ClosedDeals.onlyWon(silver.deals())
            .filter(toAsOf.contains(col(Resolved.EVENT_DATE)))
            .groupBy(col(Resolved.CUSTOMER_NO).as(BUYER))
            .agg(max(Deals.CLOSED_AT).as(LAST_WON_AT));
    // left, many events to at most one: grouped by customer
    Dataset<Row> converted =
        events
            .join(buyers, col(Resolved.CUSTOMER_NO).equalTo(col(BUYER)), "left")
            .withColumn(IS_CONVERTED, isConverted())
            .drop(BUYER, LAST_WON_AT);
    return Validity.withValue(converted, silver.agents(), Agents.AGENT_ID, Agents.TEAM_ID);
  }

  /** Whether a lead is one that somebody intends to buy. */
  public static Column isIntent() {
    return coalesce(col(Leads.CLASS).isin(Leads.A, Leads.B), lit(false));
  }

  private static Column isConverted() {
    return isIntent().and(coalesce(col(LAST_WON_AT).geq(col(Leads.CREATED_AT)), lit(false)));
  }

  private static Column event(String what, Column day) {
    return struct(lit(what).as(WHAT), day.as(Resolved.EVENT_DATE));
  }
}
