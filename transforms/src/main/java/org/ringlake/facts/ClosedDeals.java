package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * The deals that were won or lost, on their closing day, in the reporting currency.
 *
 * <p>Grain: one row per closed deal. Key: deal_id. Units: {@link #AMOUNT_MINOR} in hundredths of
 * the reporting currency, rounded half up, null where the deal has no amount. Source: {@link Deals}
 * and dated exchange rates. A foreign amount without a rate on its day fails the query.
 */
public final class ClosedDeals {
  public static final String AMOUNT_MINOR = "amount_minor";

  /** Columns of the exchange rates, beside {@code valid_from}. */
  public static final String CURRENCY = Deals.CURRENCY;

  /** One unit of {@link #CURRENCY} in the reporting currency, DECIMAL(18,8). */
  public static final String RATE = "rate";

  private ClosedDeals() {}

  public static Dataset<Row> from(Dataset<Row> deals, ReportingMoney money) {
    return Validity.withValue(only(deals), money.rates(), CURRENCY, RATE)
        .withColumn(AMOUNT_MINOR, amountMinor(money.currency()))
        .drop(RATE);
  }

  /** The closed ones of the deals, as they are. */
  public static Dataset<Row> only(Dataset<Row> deals) {
    return deals.filter(
        col(Deals.STATUS).isin(Deals.WON, Deals.LOST).and(col(Deals.CLOSED_AT).isNotNull()));
  }

  private static Column amountMinor(String reportingCurrency) {
    Column minor = col(Deals.AMOUNT).multiply(100).cast("decimal(18,0)");
    return when(col(Deals.AMOUNT).isNull(), lit(null))
        .when(coalesce(col(CURRENCY).equalTo(reportingCurrency), lit(true)), minor.cast("bigint"))
        .when(
            col(RATE).isNotNull(),
            round(minor.multiply(col(RATE).cast("decimal(18,8)")), 0).cast("bigint"))
        .otherwise(raise_error(missingRate(reportingCurrency)).cast("bigint"));
  }

  private static Column missingRate(String reportingCurrency) {
    return concat(
        lit("Cannot convert deal "),
        col(Deals.DEAL_ID),
        lit(": no exchange rate from "),
        col(CURRENCY),
        lit(" to " + reportingCurrency + " holds on "),
        coalesce(col(Resolved.EVENT_DATE).cast("string"), lit("an unknown day")),
        lit(". Add one to the file that exchange-rates names."));
  }
}
