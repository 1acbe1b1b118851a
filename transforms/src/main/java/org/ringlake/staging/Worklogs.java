package org.ringlake.staging;

/**
 * One row per work report of an agent. Key: agent_id, date, kind. Beside these it has the columns
 * of {@link Resolved}.
 */
public final class Worklogs {
  public static final String NAME = "worklogs";

  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String DATE = "date";
  public static final String KIND = "kind"; // null: daily
  public static final String SUBMITTED_AT = "submitted_at";

  /** Codes of {@link #KIND}. */
  public static final String DAILY = "daily";

  public static final String WEEKLY = "weekly";

  private Worklogs() {}
}
