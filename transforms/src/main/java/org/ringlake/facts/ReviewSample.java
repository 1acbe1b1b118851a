package org.ringlake.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Reviews;

/**
 * Calls picked for people to review: contacts of human agents, each agent's share as equal as the
 * number of their contacts allows. All calls without a known agent share as one agent does.
 *
 * <p>Grain: one row per picked call, in the order of picking: every agent's first call, then every
 * agent's second, and so on. Key: call_id. Columns: call_id, agent_id, campaign_id, started_at,
 * talk_seconds; {@code violations}, {@code script_score} and {@code empathy_phrases} of {@link
 * AutomaticReviews}, null where there is no automatic review; {@code is_reviewed}, whether a person
 * has reviewed the call. Source: {@link Calls}, {@link Reviews}.
 *
 * <p>Which calls come first depends on the seed and the call's id alone, by a hash: the same seed
 * over the same calls picks the same, and a smaller sample is the beginning of a larger one.
 */
public final class ReviewSample {
  public static final String IS_REVIEWED = "is_reviewed";

  private static final int HASH_BITS = 256;
  private static final String DRAW = "_draw";
  private static final String ROUND = "_round";
  private static final String PICKED = "_picked_call_id";
  private static final String REVIEWED = "_reviewed_call_id";

  private ReviewSample() {}

  /**
   * What to pick.
   *
   * @param size the most calls to pick
   * @param seed chooses one sample among all
   * @param from first business day; empty: from the beginning
   * @param to last business day; empty: to the end
   * @param agent whose calls; empty: everybody's
   */
  public record Request(
      int size,
      long seed,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      Optional<String> agent) {
    public Request {
      if (size < 1) {
        throw new IllegalArgumentException(
            "the sample is %d calls; use one or more".formatted(size));
      }
      if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
        throw new IllegalArgumentException(
            "the first day, %s, is after the last, %s; swap them".formatted(from.get(), to.get()));
      }
    }
  }

  public static Dataset<Row> from(
      Dataset<Row> calls, Dataset<Row> reviews, QualityRules rules, Request request) {
    Dataset<Row> eligible = calls.filter(CallKind.isContact()).filter(isAskedFor(request));
    Dataset<Row> picked = picked(eligible, request);
    return withReviews(picked, reviews, findings(picked, eligible, rules))
        .orderBy(ROUND, DRAW, Calls.CALL_ID)
        .select(
            Calls.CALL_ID,
            Calls.AGENT_ID,
            Calls.CAMPAIGN_ID,
            Calls.STARTED_AT,
            Calls.TALK_SECONDS,
            Reviews.VIOLATIONS,
            Reviews.SCRIPT_SCORE,
            Reviews.EMPATHY_PHRASES,
            IS_REVIEWED);
  }

  private static Column isAskedFor(Request request) {
    Column day = col(Resolved.EVENT_DATE);
    Column isAsked = request.from().map(first -> day.geq(lit(first))).orElse(lit(true));
    isAsked = request.to().map(last -> day.leq(lit(last))).map(isAsked::and).orElse(isAsked);
    return request
        .agent()
        .map(agent -> col(Calls.AGENT_ID).equalTo(agent))
        .map(isAsked::and)
        .orElse(isAsked);
  }

  private static Dataset<Row> picked(Dataset<Row> eligible, Request request) {
    Column draw = sha2(concat(lit(request.seed() + ":"), col(Calls.CALL_ID)), HASH_BITS);
    Column agent = coalesce(col(Calls.AGENT_ID), lit(""));
    Column round =
        row_number().over(Window.partitionBy(agent).orderBy(col(DRAW), col(Calls.CALL_ID)));
    return eligible
        .select(
            Calls.CALL_ID, Calls.AGENT_ID, Calls.CAMPAIGN_ID, Calls.STARTED_AT, Calls.TALK_SECONDS)
        .withColumn(DRAW, draw)
        .withColumn(ROUND, round)
        .orderBy(ROUND, DRAW, Calls.CALL_ID)
        .limit(request.size());
  }

  private static Dataset<Row> findings(
      Dataset<Row> picked, Dataset<Row> eligible, QualityRules rules) {
    // inner, one to one: only what is picked is looked through
    Dataset<Row> looked =
        eligible.join(
            broadcast(picked.select(col(Calls.CALL_ID).as(PICKED))),
            col(Calls.CALL_ID).equalTo(col(PICKED)),
            "inner");
    return AutomaticReviews.from(looked, rules)
        .select(
            col(Reviews.CALL_ID).as(REVIEWED),
            col(Reviews.VIOLATIONS),
            col(Reviews.SCRIPT_SCORE),
            col(Reviews.EMPATHY_PHRASES));
  }

  private static Dataset<Row> withReviews(
      Dataset<Row> picked, Dataset<Row> reviews, Dataset<Row> findings) {
    // distinct: people may review a call more than once
    Dataset<Row> byPeople =
        reviews
            .filter(CallReviews.isByHuman())
            .select(col(Reviews.CALL_ID).as(PICKED))
            .distinct()
            .withColumn(IS_REVIEWED, lit(true));
    // both left, one to at most one
    return picked
        .join(findings, col(Calls.CALL_ID).equalTo(col(REVIEWED)), "left")
        .drop(REVIEWED)
        .join(byPeople, col(Calls.CALL_ID).equalTo(col(PICKED)), "left")
        .withColumn(IS_REVIEWED, coalesce(col(IS_REVIEWED), lit(false)));
  }
}
