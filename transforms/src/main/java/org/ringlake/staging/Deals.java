package org.ringlake.staging;

/**
 * One row per deal of the CRM. Key: deal_id. Amounts in {@link #CURRENCY}, two decimals; times are
 * instants. Beside these it has the columns of {@link Resolved}; its agent is the deal's owner.
 */
public final class Deals {
  public static final String NAME = "deals";

  public static final String DEAL_ID = "deal_id";
  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String SOURCE_AGENT_ID = "source_agent_id";
  public static final String STATUS = "status";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency"; // null: the reporting currency
  public static final String COST = "cost";
  public static final String UNITS = "units";
  public static final String PRODUCT = "product";
  public static final String IS_FULL_FEE = "is_full_fee";
  public static final String IS_RENEWAL = "is_renewal";
  public static final String RENEWAL_DUE_ON = "renewal_due_on";
  public static final String CREATED_AT = "created_at";
  public static final String CLOSED_AT = "closed_at";

  /** Codes of {@link #STATUS}. */
  public static final String OPEN = "open";

  public static final String WON = "won";
  public static final String LOST = "lost";

  private Deals() {}
}
