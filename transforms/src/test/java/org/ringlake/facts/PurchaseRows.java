package org.ringlake.facts;

import org.apache.spark.sql.types.StructType;

/** The columns of {@link Purchases} that tell when customers come back. */
public final class PurchaseRows {
  public static final StructType SCHEMA =
      new StructType()
          .add(Purchases.CUSTOMER_NO, "int")
          .add(Purchases.DAY, "date")
          .add(Purchases.DEAL_ID, "string")
          .add(Purchases.NET_MINOR, "bigint");

  private PurchaseRows() {}
}
