package org.ringlake.staging;

/**
 * One row per customer of the CRM, without personal columns. Key: customer_id. Beside these it has
 * the columns of {@link Resolved}; its agent is the one who updated it last.
 */
public final class Customers {
  public static final String NAME = "customers";

  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String PHONE = "phone"; // in bronze only, as a key
  public static final String CREATED_AT = "created_at";
  public static final String SEGMENT = "segment";
  public static final String DO_NOT_CALL_FROM = "do_not_call_from";
  public static final String REQUIRED_FIELDS = "required_fields";
  public static final String FILLED_FIELDS = "filled_fields";
  public static final String AGENT_ID = Resolved.AGENT_ID;

  private Customers() {}
}
