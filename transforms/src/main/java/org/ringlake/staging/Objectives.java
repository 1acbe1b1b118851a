package org.ringlake.staging;

/**
 * One row per objective of an agent, or target that an agent signed. Key: objective_id. Beside
 * these it has the columns of {@link Resolved}.
 */
public final class Objectives {
  public static final String NAME = "objectives";

  public static final String OBJECTIVE_ID = "objective_id";
  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String PERIOD_START = "period_start";
  public static final String PERIOD = "period"; // null: month
  public static final String KPI = "kpi"; // null: no target of a KPI
  public static final String TARGET = "target";

  private Objectives() {}
}
