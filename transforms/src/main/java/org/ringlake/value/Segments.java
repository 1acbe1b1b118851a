package org.ringlake.value;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Resolved;

/**
 * The customers whose segment has a fit of its own.
 *
 * <p>Grain: one row per such customer. Key: {@code _customer_no}. Column: {@link #SEGMENT}. Source:
 * {@link Customers}.
 */
public final class Segments {
  /** Empty where the fit of all customers is used. */
  static final String SEGMENT = "segment";

  private static final String CUSTOMER = "_segment_customer_no";

  private Segments() {}

  /** The customers in some segments; empty where there are no such segments. */
  public static Optional<Dataset<Row>> of(Dataset<Row> customers, List<String> segments) {
    return segments.isEmpty()
        ? Optional.empty()
        : Optional.of(
            customers
                .filter(col(Resolved.CUSTOMER_NO).isNotNull())
                .filter(col(Customers.SEGMENT).isin(segments.toArray()))
                .select(col(Resolved.CUSTOMER_NO), col(Customers.SEGMENT).as(SEGMENT)));
  }

  /** Adds {@link #SEGMENT} to rows of customers. */
  static Dataset<Row> with(Dataset<Row> customers, Optional<Dataset<Row>> segments) {
    return segments
        .map(
            known ->
                // left, one to at most one
                customers
                    .join(
                        known.withColumnRenamed(Resolved.CUSTOMER_NO, CUSTOMER),
                        col(Resolved.CUSTOMER_NO).equalTo(col(CUSTOMER)),
                        "left")
                    .drop(CUSTOMER)
                    .withColumn(SEGMENT, coalesce(col(SEGMENT), lit(""))))
        .orElseGet(() -> customers.withColumn(SEGMENT, lit("")));
  }
}
