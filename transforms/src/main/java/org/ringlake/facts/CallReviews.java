package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Reviews;

/**
 * The review in force for each reviewed call: a human one before an automatic one, then the newest,
 * then the greater review_id.
 *
 * <p>Grain: one row per reviewed call. Key: call_id. Columns: those of {@link Reviews}, {@code
 * file_id} and {@code updated_at} of the review, and of the call {@code agent_id}, {@code team_id},
 * {@code agent_kind}, {@code campaign_id} and {@code event_date}. Of a call that is not in the lake
 * the first four are null, and {@code event_date} is the day of the review. Units and nulls are
 * those of the reviews; an empty {@code source} is a human's. Source: {@link Reviews}, {@link
 * AutomaticReviews}, {@link Calls}.
 *
 * <p>A filter on {@code event_date} reaches the calls that are read.
 */
public final class CallReviews {
  public static final String NAME = "call_review";

  private static final List<String> REVIEW_COLUMNS =
      List.of(
          Reviews.REVIEW_ID,
          Reviews.CALL_ID,
          Reviews.REVIEWED_AT,
          Reviews.SOURCE,
          Reviews.VIOLATIONS,
          Reviews.SCRIPT_SCORE,
          Reviews.INFORMATION_ACCURATE,
          Reviews.EMOTIONAL_STABILITY,
          Reviews.PRESSURE_RESISTANCE,
          Reviews.EMPATHY_PHRASES,
          Reviews.MOOD_START,
          Reviews.MOOD_END,
          Reviews.IS_EXEMPLARY,
          Resolved.FILE_ID,
          Resolved.UPDATED_AT);

  private static final List<String> CALL_COLUMNS =
      List.of(
          Calls.AGENT_ID,
          Resolved.TEAM_ID,
          Calls.AGENT_KIND,
          Calls.CAMPAIGN_ID,
          Resolved.EVENT_DATE);

  private static final String REVIEWED_CALL = "_reviewed_call_id";
  private static final String RANK = "_rank";

  private CallReviews() {}

  /**
   * The reviews in force, by the as-of day, of calls of some days.
   *
   * @param rules what calls with a transcript are inspected by
   */
  public static Dataset<Row> of(SilverFeeds silver, QualityRules rules, CountedDays days) {
    Dataset<Row> written = silver.reviews().filter(col(Resolved.EVENT_DATE).leq(lit(days.asOf())));
    return from(written, silver.calls(), rules).filter(days.contains(col(Resolved.EVENT_DATE)));
  }

  /**
   * The reviews in force.
   *
   * @param calls all of them: the reviews of one that is missing count as those of no agent
   */
  public static Dataset<Row> from(Dataset<Row> reviews, Dataset<Row> calls, QualityRules rules) {
    Dataset<Row> given = inForce(reviews, Window.partitionBy(Reviews.CALL_ID));
    Dataset<Row> known = ofKnownCalls(given, calls);
    Dataset<Row> all =
        known
            .unionByName(ofUnknownCalls(given, known))
            .unionByName(AutomaticReviews.from(calls, rules));
    // all reviews of a call have one day by now: with it in the key, a filter on it goes first
    return inForce(all, Window.partitionBy(Reviews.CALL_ID, Resolved.EVENT_DATE));
  }

  /** A review by a person; an empty {@code source} is a person's. Never null. */
  public static Column isByHuman() {
    return coalesce(col(Reviews.SOURCE).notEqual(Reviews.AUTOMATIC), lit(true));
  }

  private static Dataset<Row> inForce(Dataset<Row> reviews, WindowSpec ofOneCall) {
    Column rank =
        row_number()
            .over(
                ofOneCall.orderBy(
                    isByHuman().desc(),
                    col(Reviews.REVIEWED_AT).desc(),
                    col(Reviews.REVIEW_ID).desc()));
    return reviews.withColumn(RANK, rank).filter(col(RANK).equalTo(1)).drop(RANK);
  }

  private static Dataset<Row> ofKnownCalls(Dataset<Row> reviews, Dataset<Row> calls) {
    Dataset<Row> ofCalls =
        calls
            .select(columns(Stream.of(List.of(Calls.CALL_ID), CALL_COLUMNS)))
            .withColumnRenamed(Calls.CALL_ID, REVIEWED_CALL);
    // inner, one to at most one
    return reviews
        .drop(Resolved.EVENT_DATE)
        .join(ofCalls, col(Reviews.CALL_ID).equalTo(col(REVIEWED_CALL)), "inner")
        .select(columns(Stream.of(REVIEW_COLUMNS, CALL_COLUMNS)));
  }

  private static Dataset<Row> ofUnknownCalls(Dataset<Row> reviews, Dataset<Row> ofKnownCalls) {
    Dataset<Row> known = ofKnownCalls.select(col(Reviews.CALL_ID).as(REVIEWED_CALL));
    Dataset<Row> rest =
        reviews.join(known, col(Reviews.CALL_ID).equalTo(col(REVIEWED_CALL)), "left_anti");
    for (String column : CALL_COLUMNS) {
      rest = column.equals(Resolved.EVENT_DATE) ? rest : rest.withColumn(column, nothing());
    }
    return rest.select(columns(Stream.of(REVIEW_COLUMNS, CALL_COLUMNS)));
  }

  private static Column nothing() {
    return lit(null).cast(DataTypes.StringType);
  }

  private static Column[] columns(Stream<List<String>> names) {
    return names.flatMap(List::stream).map(functions::col).toArray(Column[]::new);
  }
}
