package org.ringlake.attribution;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.Validity;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Resolved;

/** Makes rows of {@link DealCredits}. */
public final class Credits {
  private static final String ACQUISITION = "_acquisition_deal_id";

  private Credits() {}

  /**
   * The credits of all deals won by the as-of day and of their refunds.
   *
   * @param paths of {@link DealPaths}, with amounts of {@link org.ringlake.facts.ClosedDeals}
   * @param refunds of {@link RefundedDeals}
   * @param worth of {@link CustomerWorth}
   * @param agents the roster
   */
  public static Dataset<Row> of(
      Dataset<Row> paths,
      Dataset<Row> refunds,
      Dataset<Row> worth,
      Dataset<Row> agents,
      CreditSplit split,
      LocalDate asOf) {
    Dataset<Row> deals = DealEvents.of(paths, refunds, asOf);
    // left, one to at most one: a deal wins one customer
    Dataset<Row> withWorth =
        deals
            .join(
                worth.withColumnRenamed(DealEvents.DEAL_ID, ACQUISITION),
                col(DealEvents.DEAL_ID).equalTo(col(ACQUISITION)),
                "left")
            .drop(ACQUISITION);
    Dataset<Row> ofAgents =
        withWorth
            .flatMap(split, Encoders.row(DealCredits.OF_AGENTS))
            .withColumnRenamed(DealCredits.POSTED_ON, Resolved.EVENT_DATE);
    return Validity.withValue(ofAgents, agents, Agents.AGENT_ID, Agents.TEAM_ID)
        .withColumnRenamed(Resolved.EVENT_DATE, DealCredits.POSTED_ON)
        .select(columns());
  }

  private static Column[] columns() {
    return Arrays.stream(DealCredits.SCHEMA.fieldNames())
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
