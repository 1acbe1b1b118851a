package org.ringlake.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Resolved;

/** Which events are of a customer whose segment counts as high value. */
public final class HighValueCustomers {
  /** Never null: an unknown customer is not. */
  public static final String IS_HIGH_VALUE = "is_high_value";

  private static final String HIGH_VALUE_NO = "_high_value_no";

  private HighValueCustomers() {}

  /**
   * Adds {@link #IS_HIGH_VALUE}.
   *
   * @param rows with {@code _customer_no}
   * @param customers those of the segments few enough to be broadcast as numbers
   */
  public static Dataset<Row> mark(Dataset<Row> rows, Dataset<Row> customers, Set<String> segments) {
    if (segments.isEmpty()) {
      return rows.withColumn(IS_HIGH_VALUE, lit(false));
    }
    Dataset<Row> highValue =
        only(customers, segments).select(col(Resolved.CUSTOMER_NO).as(HIGH_VALUE_NO));
    // left, many rows to at most one: a customer of the CRM has its own number
    return rows.join(
            broadcast(highValue), col(Resolved.CUSTOMER_NO).equalTo(col(HIGH_VALUE_NO)), "left")
        .withColumn(IS_HIGH_VALUE, col(HIGH_VALUE_NO).isNotNull())
        .drop(HIGH_VALUE_NO);
  }

  /** Those of changed customers who are or were of high value; empty where no segment is. */
  public static Optional<Dataset<Row>> of(Optional<Dataset<Row>> changed, Set<String> segments) {
    return segments.isEmpty() ? Optional.empty() : changed.map(rows -> only(rows, segments));
  }

  private static Dataset<Row> only(Dataset<Row> customers, Set<String> segments) {
    return customers.filter(col(Customers.SEGMENT).isin(segments.toArray()));
  }
}
