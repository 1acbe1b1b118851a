package org.ringlake.staging;

/**
 * One row per rating of an agent, 0 to 100. Key: rating_id. Beside these it has the columns of
 * {@link Resolved}.
 */
public final class Ratings {
  public static final String NAME = "ratings";

  public static final String RATING_ID = "rating_id";
  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String RATED_AT = "rated_at";
  public static final String RATER_KIND = "rater_kind";
  public static final String DIMENSION = "dimension";
  public static final String SCORE = "score";

  /** Codes of {@link #RATER_KIND}. */
  public static final String PEER = "peer";

  public static final String MANAGER = "manager";
  public static final String CUSTOMER = "customer";
  public static final String SELF = "self";

  private Ratings() {}
}
