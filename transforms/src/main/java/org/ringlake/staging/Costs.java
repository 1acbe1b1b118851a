package org.ringlake.staging;

/**
 * One row per cost of a team, or without a team of the enterprise, in a month. Key: cost_id. Beside
 * these it has {@link Resolved#EVENT_DATE}, the first day of the month.
 */
public final class Costs {
  public static final String NAME = "costs";

  public static final String COST_ID = "cost_id";
  public static final String TEAM_ID = Resolved.TEAM_ID;
  public static final String MONTH = "month";
  public static final String KIND = "kind";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = Deals.CURRENCY; // null: the reporting currency

  private Costs() {}
}
