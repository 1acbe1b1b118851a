package org.ringlake.staging;

/**
 * One row per repayment on a deal, in the deal's currency. Key: refund_id. Beside these it has
 * {@link Resolved#EVENT_DATE}, the day of the refund.
 */
public final class Refunds {
  public static final String NAME = "refunds";

  public static final String REFUND_ID = "refund_id";
  public static final String DEAL_ID = Deals.DEAL_ID;
  public static final String AMOUNT = "amount";
  public static final String UNITS = "units";
  public static final String REFUNDED_AT = "refunded_at";

  private Refunds() {}
}
