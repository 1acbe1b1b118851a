package org.ringlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.TeamSites;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * The won deals with the calls that touched their customer before.
 *
 * <p>Grain: one row per won deal closed by the as-of day. Key: deal_id. Columns: those of the deal
 * and {@link #PATH}, an array of {@link #TOUCH}, ordered by start, then call_id, empty where there
 * is no touch or no known customer. Source: {@link Deals}, {@link Calls}.
 */
public final class DealPaths {
  public static final String PATH = "path";

  static final String AGENT_ID = Resolved.AGENT_ID;
  static final String IS_BOT = "is_bot";
  static final String SECONDS_BEFORE = "seconds_before";
  static final String STARTED = "_started_us";
  private static final String CALL_ID = Calls.CALL_ID;

  /** One touch; an agent whom the roster does not know is {@code unknown}. */
  static final StructType TOUCH =
      new StructType()
          .add(STARTED, DataTypes.LongType, false)
          .add(CALL_ID, DataTypes.StringType, false)
          .add(AGENT_ID, DataTypes.StringType, false)
          .add(IS_BOT, DataTypes.BooleanType, false)
          .add(SECONDS_BEFORE, DataTypes.LongType, false);

  private static final String CLOSED = "_closed_us";
  private static final String DEAL = "_path_deal_id";
  private static final String CUSTOMER = "_path_customer_no";

  private DealPaths() {}

  /**
   * The paths.
   *
   * @param won deals, at least deal_id, {@code _customer_no} and closed_at
   */
  public static Dataset<Row> of(Dataset<Row> won, Dataset<Row> touches, TouchRules rules) {
    Dataset<Row> asked =
        won.filter(col(Resolved.CUSTOMER_NO).isNotNull())
            .select(
                col(Deals.DEAL_ID).as(DEAL),
                col(Resolved.CUSTOMER_NO).as(CUSTOMER),
                unix_micros(col(Deals.CLOSED_AT)).as(CLOSED));
    Column isSameCustomer = col(Resolved.CUSTOMER_NO).equalTo(col(CUSTOMER));
    Column isInTime =
        col(STARTED)
            .leq(col(CLOSED))
            .and(
                col(STARTED)
                    .gt(
                        col(CLOSED)
                            .minus(TimeUnit.SECONDS.toMicros(rules.lookback().toSeconds()))));
    Column secondsBefore =
        col(CLOSED).minus(col(STARTED)).divide(TimeUnit.SECONDS.toMicros(1)).cast("bigint");
    Column touch =
        struct(
            col(STARTED),
            col(CALL_ID),
            col(AGENT_ID),
            col(IS_BOT),
            secondsBefore.as(SECONDS_BEFORE));
    Dataset<Row> paths =
        touches
            // semi: of all calls only those few go through the shuffle of the join below
            .join(broadcast(asked.select(CUSTOMER)), isSameCustomer, "left_semi")
            // inner, many to many: the touches of a customer, a handful each
            .join(asked, isSameCustomer.and(isInTime), "inner")
            .groupBy(DEAL)
            .agg(array_sort(collect_list(touch)).as(PATH));
    // left, one to at most one: grouped by the key
    return won.join(paths, col(Deals.DEAL_ID).equalTo(col(DEAL)), "left")
        .drop(DEAL)
        .withColumn(PATH, coalesce(col(PATH), noTouch()));
  }

  /** The won deals of {@link ClosedDeals} that were closed by a day. */
  public static Dataset<Row> won(Dataset<Row> closedDeals, LocalDate asOf) {
    return closedDeals.filter(ClosedDeals.isWon().and(col(Resolved.EVENT_DATE).leq(lit(asOf))));
  }

  /**
   * The calls that touch a known customer, by the as-of day.
   *
   * <p>Grain: one row per call. Columns: {@code _customer_no}, call_id, {@link #AGENT_ID} ({@code
   * unknown} where the roster does not know it), {@link #IS_BOT}, {@link #STARTED}, event_date.
   */
  public static Dataset<Row> touches(SilverFeeds silver, TouchRules rules, LocalDate asOf) {
    return silver
        .calls()
        .filter(col(Resolved.EVENT_DATE).leq(lit(asOf)))
        .filter(rules.isTouch().and(col(Resolved.CUSTOMER_NO).isNotNull()))
        .select(
            col(Resolved.CUSTOMER_NO),
            col(CALL_ID),
            coalesce(col(Calls.AGENT_ID), lit(TeamSites.UNKNOWN)).as(AGENT_ID),
            not(CallKind.isHuman()).as(IS_BOT),
            unix_micros(col(Calls.STARTED_AT)).as(STARTED),
            col(Resolved.EVENT_DATE));
  }

  private static Column noTouch() {
    return array().cast(DataTypes.createArrayType(TOUCH, false));
  }
}
