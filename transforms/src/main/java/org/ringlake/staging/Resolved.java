package org.ringlake.staging;

/**
 * The columns that ingest adds to a feed's own in every {@code silver} table that can have them.
 *
 * <p>The two numbers are dense integers that stand for a person or an agent inside one lake; they
 * are never published.
 */
public final class Resolved {
  /** The person: a keyed hash, or null where no customer is known. */
  public static final String CUSTOMER_KEY = "customer_key";

  /** The customer of the CRM, or null where the person is not in it. */
  public static final String CUSTOMER_ID = "customer_id";

  /** The agent by the roster, or null where there is none or the roster does not know it. */
  public static final String AGENT_ID = "agent_id";

  /** The agent's team valid on the event's day, or null where unknown. */
  public static final String TEAM_ID = "team_id";

  /** Business day of the event. */
  public static final String EVENT_DATE = "event_date";

  public static final String FILE_ID = "file_id";
  public static final String UPDATED_AT = "updated_at";

  /** Dense integer of {@link #CUSTOMER_KEY}; null exactly where that is. */
  public static final String CUSTOMER_NO = "_customer_no";

  /** Dense integer of {@link #AGENT_ID}; null exactly where that is. */
  public static final String AGENT_NO = "_agent_no";

  private Resolved() {}
}
