package org.ringlake.measures;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.TeamSites;
import org.ringlake.staging.Resolved;

/**
 * Which customers an agent dialled, reached and sold to on a day: sets that merge upward, so that
 * distinct customers of any team and period are counted without the calls.
 *
 * <p>Grain: one row per agent, team and day with an event of a known customer. Key: agent_id,
 * team_id, event_date, all as in {@link AgentDay}. Each set is an ascending array of a lake's
 * internal customer numbers, which are never published. Source: {@code Calls}, {@code ClosedDeals}.
 */
public final class AgentDayCustomers {
  public static final String NAME = "_agent_day_customers";

  public static final String AGENT_ID = AgentDay.AGENT_ID;
  public static final String TEAM_ID = AgentDay.TEAM_ID;
  public static final String SITE = AgentDay.SITE;
  public static final String EVENT_DATE = AgentDay.EVENT_DATE;

  public static final String DIALLED = "customers_dialled";
  public static final String CONTACTED_OUTBOUND = "customers_contacted_outbound";
  public static final String CONTACTED = "customers_contacted";
  public static final String BOUGHT = "customers_bought";

  /** Every set, in the order of the table's columns; their sizes are measures of these names. */
  public static final List<String> SETS = List.of(DIALLED, CONTACTED_OUTBOUND, CONTACTED, BOUGHT);

  private AgentDayCustomers() {}

  /** Of the events up to {@code asOf}. */
  public static Dataset<Row> from(
      Dataset<Row> calls, Dataset<Row> closedDeals, Dataset<Row> teams, LocalDate asOf) {
    Column customer = col(Resolved.CUSTOMER_NO);
    Dataset<Row> events =
        ofCalls(calls)
            .unionByName(ofDeals(closedDeals), true)
            .filter(customer.isNotNull().and(col(EVENT_DATE).leq(lit(asOf))));
    Dataset<Row> sets =
        events
            .groupBy(AgentDay.agent(), AgentDay.team(), col(EVENT_DATE))
            .agg(set(DIALLED), set(CONTACTED_OUTBOUND), set(CONTACTED), set(BOUGHT));
    return TeamSites.withSite(sets, teams)
        .select(
            AGENT_ID, TEAM_ID, SITE, DIALLED, CONTACTED_OUTBOUND, CONTACTED, BOUGHT, EVENT_DATE);
  }

  private static Dataset<Row> ofCalls(Dataset<Row> calls) {
    return calls
        .filter(CallKind.isDial().or(CallKind.isContact()))
        .select(
            col(AGENT_ID),
            col(TEAM_ID),
            col(EVENT_DATE),
            col(Resolved.CUSTOMER_NO),
            CallKind.isDial().as(DIALLED),
            CallKind.isOutboundContact().as(CONTACTED_OUTBOUND),
            CallKind.isContact().as(CONTACTED));
  }

  private static Dataset<Row> ofDeals(Dataset<Row> closedDeals) {
    return closedDeals
        .filter(DealMeasures.isWon())
        .select(
            col(AGENT_ID),
            col(TEAM_ID),
            col(EVENT_DATE),
            col(Resolved.CUSTOMER_NO),
            lit(true).as(BOUGHT));
  }

  /** The customers of the rows where a column is true: one may have been called twice. */
  private static Column set(String name) {
    Column customer = when(col(name), col(Resolved.CUSTOMER_NO));
    return array_sort(array_distinct(collect_list(customer))).as(name);
  }
}
