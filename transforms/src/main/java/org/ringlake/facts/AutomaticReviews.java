package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Reviews;

/**
 * What the transcripts say about the quality of calls: forbidden phrases, adherence to the script,
 * empathy.
 *
 * <p>Grain: one row per contact of a human agent that has a transcript and belongs to a campaign
 * that is reviewed. Key: review_id, {@code auto:} and the call. Columns: those of {@link Reviews},
 * and of the call {@code agent_id}, {@code team_id}, {@code agent_kind}, {@code campaign_id},
 * {@code event_date}, {@code file_id} and {@code updated_at}; {@code reviewed_at} is the call's
 * start. Units: {@code violations} and {@code empathy_phrases} count occurrences, {@code
 * script_score} is 100 × items found ÷ items, four decimals, rounded half up. Null: a finding for
 * which the rules have no phrase, and all that a transcript does not tell (accuracy, mood and so
 * on). Source: {@link Calls}.
 */
public final class AutomaticReviews {
  private static final String ID_MARK = "auto:";
  private static final String FINDINGS = "_findings";

  /** A sign that is no blank of any script. */
  private static final String SOMETHING = "(?U)\\S";

  private AutomaticReviews() {}

  /** Reviews by these rules; none where the rules look for nothing. */
  public static Dataset<Row> from(Dataset<Row> calls, QualityRules rules) {
    Column findings =
        new TranscriptFindings(rules).of(col(Calls.TRANSCRIPT), col(Calls.CAMPAIGN_ID));
    return calls
        .filter(isReviewed(rules))
        .withColumn(FINDINGS, findings)
        .select(
            idOf(col(Calls.CALL_ID)).as(Reviews.REVIEW_ID),
            col(Calls.CALL_ID),
            col(Calls.STARTED_AT).as(Reviews.REVIEWED_AT),
            lit(Reviews.AUTOMATIC).as(Reviews.SOURCE),
            found(Reviews.VIOLATIONS),
            found(Reviews.SCRIPT_SCORE),
            unknown(Reviews.INFORMATION_ACCURATE, "boolean"),
            unknown(Reviews.EMOTIONAL_STABILITY, TranscriptFindings.SCORE.sql()),
            unknown(Reviews.PRESSURE_RESISTANCE, TranscriptFindings.SCORE.sql()),
            found(Reviews.EMPATHY_PHRASES),
            unknown(Reviews.MOOD_START, "string"),
            unknown(Reviews.MOOD_END, "string"),
            unknown(Reviews.IS_EXEMPLARY, "boolean"),
            col(Calls.AGENT_ID),
            col(Resolved.TEAM_ID),
            col(Calls.AGENT_KIND),
            col(Calls.CAMPAIGN_ID),
            col(Resolved.EVENT_DATE),
            col(Resolved.FILE_ID),
            col(Resolved.UPDATED_AT));
  }

  /** The id of a call's automatic review. */
  public static Column idOf(Column callId) {
    return concat(lit(ID_MARK), callId);
  }

  private static Column isReviewed(QualityRules rules) {
    if (rules.isEmpty()) {
      return lit(false);
    }
    Column hasTranscript = coalesce(col(Calls.TRANSCRIPT).rlike(SOMETHING), lit(false));
    return CallKind.isContact().and(hasTranscript).and(isInReviewedCampaign(rules));
  }

  private static Column isInReviewedCampaign(QualityRules rules) {
    return rules.campaigns().isEmpty()
        ? lit(true)
        : coalesce(col(Calls.CAMPAIGN_ID).isin(rules.campaigns().toArray()), lit(false));
  }

  private static Column found(String finding) {
    return col(FINDINGS).getField(finding).as(finding);
  }

  private static Column unknown(String column, String type) {
    return lit(null).cast(type).as(column);
  }
}
