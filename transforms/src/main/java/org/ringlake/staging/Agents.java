package org.ringlake.staging;

/**
 * The roster: one row per agent and day from which it holds. Key: agent_id, valid_from. A row
 * without valid_from holds always.
 */
public final class Agents {
  public static final String NAME = "agents";

  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String AGENT_NAME = "name";
  public static final String TEAM_ID = Resolved.TEAM_ID;
  public static final String PLAN = "plan";
  public static final String ROLE = "role";
  public static final String LEVEL = "level";
  public static final String EXTENSION = "extension";
  public static final String BASE_PAY = "base_pay";
  public static final String PERFORMANCE_BASE = "performance_base";
  public static final String HIRED_ON = "hired_on";
  public static final String LEFT_ON = "left_on";
  public static final String LEFT_REASON = "left_reason";
  public static final String VALID_FROM = "valid_from";

  /** The {@link #ROLE} of a machine, which is nobody's colleague. */
  public static final String BOT = "bot";

  /** Codes of {@link #LEFT_REASON}. */
  public static final String VOLUNTARY = "voluntary";

  public static final String INVOLUNTARY = "involuntary";

  private Agents() {}
}
