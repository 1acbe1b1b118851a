package org.ringlake.staging;

/**
 * One row per team and day from which it holds. Key: team_id, valid_from. A row without valid_from
 * holds always.
 */
public final class Teams {
  public static final String NAME = "teams";

  public static final String TEAM_ID = Resolved.TEAM_ID;
  public static final String TEAM_NAME = "name";
  public static final String SITE = "site"; // null: the team has no site
  public static final String BUSINESS = "business";
  public static final String VALID_FROM = "valid_from";

  /** Codes of {@link #BUSINESS}. */
  public static final String SALES = "sales";

  public static final String SERVICE = "service";

  private Teams() {}
}
