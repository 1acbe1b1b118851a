package org.ringlake.staging;

/**
 * One row per complaint. Key: complaint_id. {@link #COST} is in the reporting currency. Beside
 * these it has the columns of {@link Resolved}.
 */
public final class Complaints {
  public static final String NAME = "complaints";

  public static final String COMPLAINT_ID = "complaint_id";
  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String CALL_ID = Calls.CALL_ID;
  public static final String FILED_AT = "filed_at";
  public static final String RESOLVED_AT = "resolved_at"; // null: not resolved
  public static final String COST = "cost";

  private Complaints() {}
}
