package org.ringlake.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Resolved;

/**
 * The won deals of some days with the agent from whose lead they came, in the reporting currency.
 *
 * <p>Grain: one row per won deal that has a source. Key: deal_id. {@code agent_id} is the deal's
 * source_agent_id, where that is empty the agent of the customer's latest A or B lead created until
 * closing (of two created together the greater lead_id); null where the roster does not know it.
 * {@code team_id} is that agent's team on the closing day. Units: as in {@link ClosedDeals}.
 * Source: {@link Deals}, {@link Leads}, {@link Agents}.
 */
public final class SourcedDeals {
  private static final String KNOWN = "_known_agent_id";
  private static final String HAS_AGENTS = "_has_agents";
  private static final String ASKED = "_asked_deal_id";
  private static final String ASKED_CUSTOMER = "_asked_customer_no";
  private static final String LEAD = "_latest_lead";

  private SourcedDeals() {}

  public static Dataset<Row> from(SilverFeeds silver, ReportingMoney money, CountedDays days) {
    Dataset<Row> won =
        ClosedDeals.onlyWon(silver.deals()).filter(days.contains(col(Resolved.EVENT_DATE)));
    Dataset<Row> sourced =
        named(won.filter(col(Deals.SOURCE_AGENT_ID).isNotNull()), silver.agents())
            .unionByName(byLead(won.filter(col(Deals.SOURCE_AGENT_ID).isNull()), silver.leads()));
    return ClosedDeals.from(
        Validity.withValue(sourced, silver.agents(), Agents.AGENT_ID, Agents.TEAM_ID), money);
  }

  /** A lake without roster knows every agent. */
  private static Dataset<Row> named(Dataset<Row> deals, Dataset<Row> agents) {
    Dataset<Row> known = agents.select(col(Agents.AGENT_ID).as(KNOWN)).distinct();
    Dataset<Row> anyAgent = agents.agg(count(lit(1)).gt(0).as(HAS_AGENTS));
    // left, many deals to at most one: the agents are distinct;
    // cross, every row to exactly one: an aggregate without keys
    return deals
        .join(broadcast(known), col(Deals.SOURCE_AGENT_ID).equalTo(col(KNOWN)), "left")
        .crossJoin(broadcast(anyAgent))
        .withColumn(
            Resolved.AGENT_ID,
            when(col(HAS_AGENTS), col(KNOWN)).otherwise(col(Deals.SOURCE_AGENT_ID)))
        .drop(KNOWN, HAS_AGENTS);
  }

  private static Dataset<Row> byLead(Dataset<Row> deals, Dataset<Row> leads) {
    Dataset<Row> asked =
        deals.select(
            col(Deals.DEAL_ID).as(ASKED),
            col(Resolved.CUSTOMER_NO).as(ASKED_CUSTOMER),
            col(Deals.CLOSED_AT));
    // inner, many to many: the leads of a customer, a handful each
    Dataset<Row> latest =
        leads
            .filter(col(Leads.CLASS).isin(Leads.A, Leads.B))
            .select(Leads.CREATED_AT, Leads.LEAD_ID, Leads.AGENT_ID, Resolved.CUSTOMER_NO)
            .join(
                asked,
                col(Resolved.CUSTOMER_NO)
                    .equalTo(col(ASKED_CUSTOMER))
                    .and(col(Leads.CREATED_AT).leq(col(Deals.CLOSED_AT))),
                "inner")
            .groupBy(ASKED)
            .agg(
                max(struct(col(Leads.CREATED_AT), col(Leads.LEAD_ID), col(Leads.AGENT_ID)))
                    .as(LEAD));
    // inner, one to at most one: a deal without lead has no source
    return deals
        .join(latest, col(Deals.DEAL_ID).equalTo(col(ASKED)), "inner")
        .withColumn(Resolved.AGENT_ID, col(LEAD).getField(Leads.AGENT_ID))
        .drop(ASKED, LEAD);
  }
}
