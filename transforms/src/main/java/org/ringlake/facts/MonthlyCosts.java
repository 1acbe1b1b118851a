package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.trunc;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Resolved;

/**
 * Costs in the reporting currency, on the first day of their month.
 *
 * <p>Grain: one row per cost. Key: cost_id. Units: {@link #COST_MINOR} in hundredths of the
 * reporting currency, at the rate of that first day. {@code team_id} null: of the enterprise.
 * Source: {@link Costs}. A foreign amount without a rate on that day fails the query.
 */
public final class MonthlyCosts {
  public static final String COST_MINOR = ClosedDeals.COST_MINOR;

  private MonthlyCosts() {}

  public static Dataset<Row> from(Dataset<Row> costs, ReportingMoney money, CountedDays days) {
    Dataset<Row> ofTheDays =
        costs
            .withColumn(Resolved.EVENT_DATE, trunc(col(Costs.MONTH), "month"))
            .filter(days.contains(col(Resolved.EVENT_DATE)));
    return money
        .rated(ofTheDays)
        .withColumn(COST_MINOR, money.minor(col(Costs.AMOUNT), "cost", col(Costs.COST_ID)))
        .drop(ReportingMoney.RATE);
  }
}
