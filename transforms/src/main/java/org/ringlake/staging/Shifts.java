package org.ringlake.staging;

/**
 * One row per agent and day of the roster. Key: agent_id, date. Durations are whole seconds. Beside
 * these it has the columns of {@link Resolved}.
 */
public final class Shifts {
  public static final String NAME = "shifts";

  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String DATE = "date";
  public static final String SCHEDULED_SECONDS = "scheduled_seconds";
  public static final String LOGGED_IN_SECONDS = "logged_in_seconds";
  public static final String BREAK_SECONDS = "break_seconds";
  public static final String AVAILABLE_SECONDS = "available_seconds";
  public static final String LEAVE_TYPE = "leave_type";
  public static final String LEAVE_DAYS = "leave_days";

  /** The code of {@link #LEAVE_TYPE} that is no absence. */
  public static final String ANNUAL = "annual";

  private Shifts() {}
}
