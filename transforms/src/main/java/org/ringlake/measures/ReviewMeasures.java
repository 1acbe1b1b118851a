package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CallReviews;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Reviews;

/**
 * What the review in force of a human's call adds to the day of the call. A finding that was not
 * looked for adds to no number of reviews with it. Source: {@link CallReviews}.
 */
final class ReviewMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Reviews.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.REVIEWED_CALLS,
        AgentDay.CALLS_WITH_VIOLATION,
        AgentDay.ACCURACY_REVIEWS,
        AgentDay.ACCURATE_REVIEWS,
        AgentDay.SCRIPT_REVIEWS,
        AgentDay.SCRIPT_SCORE_E6,
        AgentDay.STABILITY_REVIEWS,
        AgentDay.STABILITY_SCORE_E6,
        AgentDay.PRESSURE_REVIEWS,
        AgentDay.PRESSURE_SCORE_E6,
        AgentDay.EMPATHY_REVIEWS,
        AgentDay.EMPATHY_PHRASES,
        AgentDay.NEGATIVE_STARTS,
        AgentDay.MOOD_RECOVERIES,
        AgentDay.EXEMPLARY_CALLS);
  }

  @Override
  public boolean mayHaveEvents(SilverFeeds silver) {
    return silver.mayHaveRows(Reviews.NAME)
        || silver.mayHaveRows(Calls.NAME); // what is said in calls
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column beganNegative = col(Reviews.MOOD_START).equalTo(Reviews.NEGATIVE);
    return silver
        .callReviews(rules.quality(), days)
        .filter(CallKind.isHuman())
        .select(
            col(Reviews.REVIEW_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.CAMPAIGN_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.REVIEWED_CALLS),
            Additive.one(col(Reviews.VIOLATIONS).gt(0)).as(AgentDay.CALLS_WITH_VIOLATION),
            isFound(Reviews.INFORMATION_ACCURATE).as(AgentDay.ACCURACY_REVIEWS),
            Additive.one(col(Reviews.INFORMATION_ACCURATE)).as(AgentDay.ACCURATE_REVIEWS),
            isFound(Reviews.SCRIPT_SCORE).as(AgentDay.SCRIPT_REVIEWS),
            scoreE6(Reviews.SCRIPT_SCORE).as(AgentDay.SCRIPT_SCORE_E6),
            isFound(Reviews.EMOTIONAL_STABILITY).as(AgentDay.STABILITY_REVIEWS),
            scoreE6(Reviews.EMOTIONAL_STABILITY).as(AgentDay.STABILITY_SCORE_E6),
            isFound(Reviews.PRESSURE_RESISTANCE).as(AgentDay.PRESSURE_REVIEWS),
            scoreE6(Reviews.PRESSURE_RESISTANCE).as(AgentDay.PRESSURE_SCORE_E6),
            isFound(Reviews.EMPATHY_PHRASES).as(AgentDay.EMPATHY_REVIEWS),
            Additive.of(col(Reviews.EMPATHY_PHRASES)).as(AgentDay.EMPATHY_PHRASES),
            Additive.one(beganNegative).as(AgentDay.NEGATIVE_STARTS),
            Additive.one(beganNegative.and(col(Reviews.MOOD_END).equalTo(Reviews.POSITIVE)))
                .as(AgentDay.MOOD_RECOVERIES),
            Additive.one(col(Reviews.IS_EXEMPLARY)).as(AgentDay.EXEMPLARY_CALLS));
  }

  private static Column isFound(String finding) {
    return Additive.one(col(finding).isNotNull());
  }

  private static Column scoreE6(String finding) {
    return Additive.millionths(col(finding));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofReviews =
        changes.of(Reviews.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Reviews.CALL_ID))
            .flatMap(
                changed ->
                    Stream.of(silver.calls(), silver.reviews())
                        .map(rows -> sameCall(rows, changed)));
    // while its call is not known, a review counts on the day it was made
    Stream<Dataset<Row>> ofCalls =
        changes.of(Calls.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Calls.CALL_ID))
            .map(changed -> sameCall(silver.reviews(), changed));
    return Stream.of(
            TouchedDays.ofRows(changes, feed()),
            TouchedDays.ofRows(changes, Calls.NAME),
            ofReviews,
            ofCalls)
        .flatMap(days -> days);
  }

  private static Dataset<Row> sameCall(Dataset<Row> rows, Dataset<Row> changed) {
    Column isSameCall = col(Reviews.CALL_ID).equalTo(TouchedDays.changed(Reviews.CALL_ID));
    return TouchedDays.ofRelated(changed, rows, isSameCall, col(AgentDay.EVENT_DATE));
  }
}
