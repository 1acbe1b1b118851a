package org.ringlake.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.loyalty.FirstPurchases;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;
import org.ringlake.value.CustomerValues;

/**
 * What a customer turned out to be worth to those who won them.
 *
 * <p>Grain: one row per customer who bought. Key: deal_id, of the first purchase. Columns: the key
 * and {@link #WORTH}, a struct. Source: {@link FirstPurchases}, {@link CustomerValues}.
 */
public final class CustomerWorth {
  static final String WORTH = "worth";

  static final String IS_MATURED = FirstPurchases.IS_MATURED;
  static final String HAS_REPURCHASED = FirstPurchases.REPURCHASED;

  /** Hundredths of the reporting currency; null before the window is over. */
  static final String REVENUE = FirstPurchases.REVENUE_MINOR;

  /** DECIMAL, null where the value is not known. */
  static final String VALUE = CustomerValues.LIFETIME_VALUE;

  private static final String VALUED = "_valued_customer_no";

  private CustomerWorth() {}

  public static Dataset<Row> of(Dataset<Row> firstPurchases, Dataset<Row> customerValues) {
    Dataset<Row> values = customerValues.select(col(Resolved.CUSTOMER_NO).as(VALUED), col(VALUE));
    // left, one to at most one: both have one row per customer
    return firstPurchases
        .join(values, col(Resolved.CUSTOMER_NO).equalTo(col(VALUED)), "left")
        .select(
            col(Deals.DEAL_ID),
            struct(
                    col(IS_MATURED),
                    col(HAS_REPURCHASED),
                    when(col(IS_MATURED), col(REVENUE)).as(REVENUE),
                    col(VALUE))
                .as(WORTH));
  }
}
