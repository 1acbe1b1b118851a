package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ActiveSpans;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.Purchases;
import org.ringlake.facts.SilverFeeds;

/**
 * The times during which customers were active, for whoever won them.
 *
 * <p>Grain: one row per row of {@link ActiveSpans} and agent credited with the customer. Columns:
 * those of both, {@link #SHARE_E9} the agent's share in billionths; {@code agent_id} is null where
 * nobody known won the customer. Source: {@link ActiveSpans}, {@link DealCredits}.
 */
public final class CreditedSpans {
  public static final String AGENT_ID = DealCredits.AGENT_ID;

  /** The agent's team on the day the customer was won; null where unknown. */
  public static final String TEAM_ID = DealCredits.TEAM_ID;

  public static final String SHARE_E9 = "share_e9";

  private CreditedSpans() {}

  /** The spans as the purchases by the as-of day make them. */
  public static Dataset<Row> from(SilverFeeds silver, MeasureRules rules, LocalDate asOf) {
    Dataset<Row> purchases = Purchases.from(silver.deals(), silver.refunds(), rules.money(), asOf);
    Dataset<Row> winners =
        silver
            .credits()
            .filter(col(DealCredits.IS_ACQUISITION))
            .select(
                col(DealCredits.DEAL_ID),
                AcquisitionMeasures.known(DealCredits.AGENT_ID),
                col(TEAM_ID),
                AcquisitionMeasures.share().as(SHARE_E9));
    // inner, many to many: a customer's spans to those who won the customer
    return ActiveSpans.from(purchases, rules.churnWindow())
        .join(winners, col(ActiveSpans.ACQUISITION_ID).equalTo(col(DealCredits.DEAL_ID)), "inner")
        .drop(DealCredits.DEAL_ID);
  }
}
