package org.ringlake.staging;

/**
 * One row per answered survey. Key: survey_id. Beside these it has the columns of {@link Resolved}.
 */
public final class Surveys {
  public static final String NAME = "surveys";

  public static final String SURVEY_ID = "survey_id";
  public static final String CALL_ID = Calls.CALL_ID;
  public static final String AGENT_ID = Resolved.AGENT_ID; // null: not said, see ConcernedAgents
  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String ANSWERED_AT = "answered_at";
  public static final String CSAT = "csat"; // 1 to 5
  public static final String NPS = "nps"; // 0 to 10

  private Surveys() {}
}
