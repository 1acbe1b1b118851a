package org.ringlake.facts;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class HighValueCustomersTest extends SparkTest {
  private static final StructType EVENTS = new StructType().add("_customer_no", "int");

  @Test
  void onlyKnownCustomersOfTheSegmentsAreHighValue() {
    assertRows(
        HighValueCustomers.mark(events(), customers(), Set.of("vip", "gold")),
        "_customer_no|is_high_value\n1|true\n2|true\n3|false\n4|false\n5|false\nnull|false\n");
  }

  @Test
  void withoutSegmentsNobodyIs() {
    assertRows(
        HighValueCustomers.mark(events(), customers(), Set.of()).filter("is_high_value"),
        "_customer_no\n");
  }

  private Dataset<Row> events() {
    return rows(EVENTS, "_customer_no\n1\n2\n3\n4\n5\nnull\n");
  }

  private Dataset<Row> customers() {
    return rows(Silver.CUSTOMERS, "_customer_no|segment\n1|vip\n2|gold\n3|other\n4|null\n");
  }
}
