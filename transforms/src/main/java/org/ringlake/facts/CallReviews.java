package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Reviews;

/**
 * The review in force for each reviewed call: a human one before an automatic one, then the newest,
 * then the greater review_id.
 *
 * <p>Grain: one row per reviewed call. Key: call_id. Columns: those of {@link Reviews}, and of the
 * call {@code agent_id}, {@code team_id}, {@code agent_kind}, {@code campaign_id} and {@code
 * event_date}. Of a call that is not in the lake the first four are null, and {@code event_date} is
 * the day of the review. Source: {@link Reviews}, {@link Calls}.
 */
public final class CallReviews {
  private static final String RANK = "_rank";
  private static final String CALLED = "_called_call_id";
  private static final String CALLED_ON = "_called_on";

  private CallReviews() {}

  /**
   * The reviews in force.
   *
   * @param calls all of them: the review of one that is missing counts as that of no agent
   */
  public static Dataset<Row> from(Dataset<Row> reviews, Dataset<Row> calls) {
    Dataset<Row> ofCalls =
        calls.select(
            col(Calls.CALL_ID).as(CALLED),
            col(Calls.AGENT_ID),
            col(Resolved.TEAM_ID),
            col(Calls.AGENT_KIND),
            col(Calls.CAMPAIGN_ID),
            col(Resolved.EVENT_DATE).as(CALLED_ON));
    Column day = when(col(CALLED).isNull(), col(Resolved.EVENT_DATE)).otherwise(col(CALLED_ON));
    // left, one to at most one
    return inForce(reviews)
        .join(ofCalls, col(Reviews.CALL_ID).equalTo(col(CALLED)), "left")
        .withColumn(Resolved.EVENT_DATE, day)
        .drop(CALLED, CALLED_ON);
  }

  /** A review by a person; an empty {@code source} is a person's. Never null. */
  public static Column isByHuman() {
    return coalesce(col(Reviews.SOURCE).notEqual(Reviews.AUTOMATIC), lit(true));
  }

  private static Dataset<Row> inForce(Dataset<Row> reviews) {
    Column rank =
        row_number()
            .over(
                Window.partitionBy(Reviews.CALL_ID)
                    .orderBy(
                        isByHuman().desc(),
                        col(Reviews.REVIEWED_AT).desc(),
                        col(Reviews.REVIEW_ID).desc()));
    return reviews.withColumn(RANK, rank).filter(col(RANK).equalTo(1)).drop(RANK);
  }
}
