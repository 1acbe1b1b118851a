package org.ringlake.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/** The latest contact with a customer before something happened. */
final class LatestContacts {
  /** The contact: a struct with the agent, null where there was none. */
  static final String LATEST = "_latest_contact";

  /** The agent in {@link #LATEST}, null where it is not known. */
  static final Column AGENT = col(LATEST).getField(Calls.AGENT_ID);

  /** When it happened, for {@code isInTime}. */
  static final String ASKED_AT = "_asked_at";

  private static final String ASKED = "_asked";
  private static final String ASKED_CUSTOMER = "_asked_customer_no";

  private LatestContacts() {}

  /**
   * Adds {@link #LATEST}, of contacts that began together the one with the greater call_id.
   *
   * @param rows unique by {@code key}, with {@code _customer_no} (null: no contact); few beside the
   *     calls
   * @param at the column that says when a row happened
   * @param calls of whatever kind: only contacts are looked at
   * @param isInTime a condition on {@code started_at} and {@link #ASKED_AT}
   */
  static Dataset<Row> withLatest(
      Dataset<Row> rows, String key, String at, Dataset<Row> calls, Column isInTime) {
    Dataset<Row> asked =
        rows.filter(col(Resolved.CUSTOMER_NO).isNotNull())
            .select(
                col(key).as(ASKED),
                col(Resolved.CUSTOMER_NO).as(ASKED_CUSTOMER),
                col(at).as(ASKED_AT));
    Column isSameCustomer = col(Resolved.CUSTOMER_NO).equalTo(col(ASKED_CUSTOMER));
    Dataset<Row> latest =
        calls
            .filter(CallKind.isContact())
            .select(Calls.STARTED_AT, Calls.CALL_ID, Calls.AGENT_ID, Resolved.CUSTOMER_NO)
            // semi: of all calls only those few go through the shuffle of the join below
            .join(broadcast(asked.select(ASKED_CUSTOMER)), isSameCustomer, "left_semi")
            // inner, many to many: the contacts of a customer, a handful each
            .join(asked, isSameCustomer.and(isInTime), "inner")
            .groupBy(ASKED)
            .agg(
                max(struct(col(Calls.STARTED_AT), col(Calls.CALL_ID), col(Calls.AGENT_ID)))
                    .as(LATEST));
    // left, one to at most one: grouped by the key
    return rows.join(latest, col(key).equalTo(col(ASKED)), "left").drop(ASKED);
  }
}
