package org.ringlake.attribution;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * What is to be attributed: each won deal with its path and its refunds, and the refunds of
 * whatever is no won deal.
 *
 * <p>Grain: one row per deal. Key: deal_id. Columns: {@link #CLOSING} (null where the deal is not
 * won), {@link DealPaths#PATH} (null then too), {@link #REFUNDS} (by day, then refund_id; null for
 * none).
 */
final class DealEvents {
  static final String CLOSING = "closing";
  static final String REFUNDS = "refunds";

  static final String DEAL_ID = Deals.DEAL_ID;
  static final String REFUND_ID = Refunds.REFUND_ID;
  static final String DAY = Resolved.EVENT_DATE;

  /** Of the closing, as {@link PathTransitions} counts months. */
  static final String MONTH = PathTransitions.MONTH;

  static final String AMOUNT = ClosedDeals.AMOUNT_MINOR;
  static final String COST = ClosedDeals.COST_MINOR;
  static final String REFUND = RefundedDeals.REFUND_MINOR;
  static final String OWNER = Resolved.AGENT_ID;
  static final String OWNERS_TEAM = Resolved.TEAM_ID;

  private static final String REFUNDED = "_refunded_deal_id";

  private DealEvents() {}

  /**
   * The deals.
   *
   * @param paths of {@link DealPaths}, with the amounts of {@link ClosedDeals}
   * @param refunds of {@link RefundedDeals}
   */
  static Dataset<Row> of(Dataset<Row> paths, Dataset<Row> refunds, LocalDate asOf) {
    Column closing =
        struct(
            col(DAY),
            orNothing(AMOUNT),
            orNothing(COST),
            col(OWNER),
            col(OWNERS_TEAM),
            PathTransitions.index(col(DAY)).as(MONTH));
    // full outer, one to at most one: both sides have one row per deal
    return paths
        .select(col(DEAL_ID), col(DealPaths.PATH), closing.as(CLOSING))
        .join(
            byDeal(refunds.filter(col(DAY).leq(lit(asOf)))),
            col(DEAL_ID).equalTo(col(REFUNDED)),
            "full_outer")
        .withColumn(DEAL_ID, coalesce(col(DEAL_ID), col(REFUNDED)))
        .drop(REFUNDED);
  }

  private static Dataset<Row> byDeal(Dataset<Row> refunds) {
    Column refund =
        struct(col(DAY), col(REFUND_ID), orNothing(REFUND), col(OWNER), col(OWNERS_TEAM));
    return refunds
        .groupBy(col(DEAL_ID).as(REFUNDED))
        .agg(array_sort(collect_list(refund)).as(REFUNDS));
  }

  private static Column orNothing(String minor) {
    return coalesce(col(minor), lit(0L)).as(minor);
  }
}
