package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Deals;

/**
 * The deals that were won or lost, on their closing day, in the reporting currency.
 *
 * <p>Grain: one row per closed deal. Key: deal_id. Units: {@link #AMOUNT_MINOR} and {@link
 * #COST_MINOR} in hundredths of the reporting currency, rounded half up, null where the deal has
 * none. Source: {@link Deals} and dated exchange rates. A foreign amount without a rate on its day
 * fails the query.
 */
public final class ClosedDeals {
  public static final String AMOUNT_MINOR = "amount_minor";
  public static final String COST_MINOR = "cost_minor";

  private ClosedDeals() {}

  public static Dataset<Row> from(Dataset<Row> deals, ReportingMoney money) {
    return money
        .rated(only(deals))
        .withColumn(AMOUNT_MINOR, money.minor(col(Deals.AMOUNT), "deal", col(Deals.DEAL_ID)))
        .withColumn(COST_MINOR, money.minor(col(Deals.COST), "deal", col(Deals.DEAL_ID)))
        .drop(ReportingMoney.RATE);
  }

  /** The closed ones of the deals, as they are. */
  public static Dataset<Row> only(Dataset<Row> deals) {
    return deals.filter(
        col(Deals.STATUS).isin(Deals.WON, Deals.LOST).and(col(Deals.CLOSED_AT).isNotNull()));
  }

  /** The won ones of the deals, as they are. */
  public static Dataset<Row> onlyWon(Dataset<Row> deals) {
    return only(deals).filter(isWon());
  }

  /** Whether a deal was won; never null. */
  public static Column isWon() {
    return coalesce(col(Deals.STATUS).equalTo(Deals.WON), lit(false));
  }
}
