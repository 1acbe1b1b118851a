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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * What amounts are converted into, and at which rates.
 *
 * @param currency the reporting currency, ISO 4217
 * @param rates of {@link #RATES}: currency, valid_from and rate (one unit in the reporting
 *     currency, DECIMAL(18,8)); the reporting currency needs no row
 */
public record ReportingMoney(String currency, Dataset<Row> rates) {
  /** The currency of a row's amounts; null: the reporting currency. */
  public static final String CURRENCY = Deals.CURRENCY;

  /** One unit of {@link #CURRENCY} in the reporting currency, DECIMAL(18,8). */
  public static final String RATE = "rate";

  /** The columns of rates. */
  public static final StructType RATES =
      new StructType()
          .add(CURRENCY, DataTypes.StringType, false)
          .add(Validity.VALID_FROM, DataTypes.DateType, false)
          .add(RATE, DataTypes.createDecimalType(18, 8), false);

  /** Adds the rate of each row's {@link #CURRENCY} on its {@code event_date}, null without one. */
  Dataset<Row> rated(Dataset<Row> rows) {
    return Validity.withValue(rows, rates, CURRENCY, RATE);
  }

  /**
   * The same for rows whose currency nobody has checked on their day: before its first rate a
   * currency has that one.
   */
  Dataset<Row> ratedOrFirst(Dataset<Row> rows) {
    return Validity.withValueOrFirst(rows, rates, CURRENCY, RATE);
  }

  /**
   * An amount of a {@link #rated} row in hundredths of the reporting currency, rounded half up;
   * null where there is none. A foreign amount without a rate fails the query.
   *
   * @param thing what the row is, for that message
   * @param id which one
   */
  Column minor(Column amount, String thing, Column id) {
    Column minor = amount.multiply(100).cast("decimal(18,0)");
    return when(amount.isNull(), lit(null))
        .when(coalesce(col(CURRENCY).equalTo(currency), lit(true)), minor.cast("bigint"))
        .when(
            col(RATE).isNotNull(),
            round(minor.multiply(col(RATE).cast("decimal(18,8)")), 0).cast("bigint"))
        .otherwise(raise_error(missingRate(thing, id)).cast("bigint"));
  }

  private Column missingRate(String thing, Column id) {
    return concat(
        lit("Cannot convert " + thing + " "),
        id,
        lit(": no exchange rate from "),
        col(CURRENCY),
        lit(" to " + currency + " holds on "),
        coalesce(col(Resolved.EVENT_DATE).cast("string"), lit("an unknown day")),
        lit(". Add one to the file that exchange-rates names."));
  }
}
