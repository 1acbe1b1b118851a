package org.ringlake.staging;

/** One row per lead. Key: lead_id. Beside these it has the columns of {@link Resolved}. */
public final class Leads {
  public static final String NAME = "leads";

  public static final String LEAD_ID = "lead_id";
  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String CLASS = "class";
  public static final String CREATED_AT = "created_at";
  public static final String ENQUIRY_SENT_AT = "enquiry_sent_at";
  public static final String VISITED_AT = "visited_at";

  /** Codes of {@link #CLASS}. */
  public static final String A = "A";

  public static final String B = "B";
  public static final String C = "C";

  private Leads() {}
}
