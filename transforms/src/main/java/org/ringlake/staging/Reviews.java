package org.ringlake.staging;

/**
 * One row per quality review of a call. Key: review_id; a call may have several. Scores are 0 to
 * 100; a null finding was not looked for. Beside these it has the columns of {@link Resolved},
 * without agent, team and customer: those are the call's.
 */
public final class Reviews {
  public static final String NAME = "reviews";

  public static final String REVIEW_ID = "review_id";
  public static final String CALL_ID = Calls.CALL_ID;
  public static final String REVIEWED_AT = "reviewed_at";
  public static final String SOURCE = "source"; // null: human
  public static final String VIOLATIONS = "violations";
  public static final String SCRIPT_SCORE = "script_score";
  public static final String INFORMATION_ACCURATE = "information_accurate";
  public static final String EMOTIONAL_STABILITY = "emotional_stability";
  public static final String PRESSURE_RESISTANCE = "pressure_resistance";
  public static final String EMPATHY_PHRASES = "empathy_phrases";
  public static final String MOOD_START = "mood_start";
  public static final String MOOD_END = "mood_end";
  public static final String IS_EXEMPLARY = "is_exemplary";

  /** Codes of {@link #SOURCE}. */
  public static final String HUMAN = "human";

  public static final String AUTOMATIC = "automatic";

  /** Codes of {@link #MOOD_START} and {@link #MOOD_END}. */
  public static final String NEGATIVE = "negative";

  public static final String NEUTRAL = "neutral";
  public static final String POSITIVE = "positive";

  private Reviews() {}
}
