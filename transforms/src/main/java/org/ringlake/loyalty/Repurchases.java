package org.ringlake.loyalty;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.TeamSites;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Layer;
import org.ringlake.staging.Resolved;

/**
 * {@code gold.repurchase}: of the customers won in a month, those who bought again within the
 * window, credited to the agents who won them.
 *
 * <p>Grain: one row per model, layer, entity and month of the first purchase. Key: those. Units:
 * {@link #CUSTOMERS}, {@link #MATURED} and {@link #REPURCHASED} are customers in nine decimals, as
 * models share them among agents; {@link #RATE} is null where no customer's window is over; {@link
 * #REVENUE} is in the reporting currency. Only customers whose window is over are in the last four.
 * Customers whom nobody touched are those of {@code unattributed}; the enterprise has all of them.
 * Source: {@link DealCredits}.
 */
public final class Repurchases {
  public static final String NAME = "repurchase";

  public static final String MODEL = DealCredits.MODEL;
  public static final String COHORT_MONTH = "cohort_month";
  public static final String CUSTOMERS = "customers";
  public static final String MATURED = "matured";
  public static final String REPURCHASED = "repurchased";
  public static final String RATE = "rate";
  public static final String REVENUE = "revenue_6m";

  private static final String IS_UNATTRIBUTED = "_is_unattributed";

  private Repurchases() {}

  public static Dataset<Row> from(Dataset<Row> credits, Dataset<Row> teams) {
    Dataset<Row> acquisitions =
        credits
            .filter(col(DealCredits.IS_ACQUISITION))
            .withColumnRenamed(DealCredits.POSTED_ON, Resolved.EVENT_DATE);
    Dataset<Row> placed =
        TeamSites.withSite(acquisitions, teams)
            .withColumn(Resolved.TEAM_ID, coalesce(col(Resolved.TEAM_ID), lit(TeamSites.UNKNOWN)))
            .withColumn(
                IS_UNATTRIBUTED, col(DealCredits.AGENT_ID).equalTo(DealCredits.UNATTRIBUTED));
    Column share = col(DealCredits.WEIGHT);
    Column isMatured = col(DealCredits.IS_MATURED);
    Column again = isMatured.and(col(DealCredits.HAS_REPURCHASED));
    return Cell.perLayer(placed)
        .withColumn(Cell.ENTITY_ID, entity())
        .groupBy(
            col(MODEL),
            col(Cell.LAYER),
            col(Cell.ENTITY_ID),
            trunc(col(Resolved.EVENT_DATE), "month").as(COHORT_MONTH))
        .agg(
            customers(share).as(CUSTOMERS),
            customers(when(isMatured, share)).as(MATURED),
            customers(when(again, share)).as(REPURCHASED),
            coalesce(sum(when(isMatured, col(DealCredits.REPURCHASE_REVENUE))), lit(0))
                .cast("decimal(20,2)")
                .as(REVENUE))
        .withColumn(
            RATE,
            when(
                col(MATURED).gt(0),
                col(REPURCHASED).cast("double").divide(col(MATURED).cast("double"))));
  }

  private static Column entity() {
    return when(
            col(IS_UNATTRIBUTED).and(col(Cell.LAYER).notEqual(Layer.ENTERPRISE.code())),
            lit(DealCredits.UNATTRIBUTED))
        .otherwise(col(Cell.ENTITY_ID));
  }

  private static Column customers(Column shares) {
    return coalesce(sum(shares), lit(0)).cast("decimal(20,9)");
  }
}
