package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.hex;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class CustomerSetsTest extends SparkTest {
  private static final StructType VISITS =
      new StructType().add("agent", "string").add("day", "int").add("customer", "int");

  @Test
  void aCustomerCountsOnceInAUnionAndNobodyIsZero() {
    Dataset<Row> days =
        sets(
            """
            agent | day | customer
            A1    | 1   | 7
            A1    | 1   | 7
            A1    | 2   | 7
            A1    | 2   | 70000
            A2    | 1   | null
            A3    | 1   | null
            A3    | 2   | 0
            """);

    assertRows(
        days.groupBy("agent")
            .agg(CustomerSets.union(col("customers")).as("all"))
            .select(col("agent"), CustomerSets.size(col("all")).as("customers")),
        """
        agent | customers
        A1    | 2
        A2    | 0
        A3    | 1
        """);
  }

  @Test
  void theSameCustomersAreTheSameBytesHoweverTheyCameTogether() {
    StringBuilder table = new StringBuilder("agent|day|customer\n");
    for (int customer = 0; customer < 6000; customer++) {
      table.append("A1|1|%d\n".formatted(customer * 3 % 9000));
      table.append("A2|%d|%d\n".formatted(customer % 5, (5999 - customer) * 3 % 9000));
    }

    assertRows(
        sets(table.toString())
            .groupBy("agent")
            .agg(hex(CustomerSets.union(col("customers"))).as("bytes"))
            .groupBy("bytes")
            .count(),
        "count\n2\n");
  }

  @Test
  void numbersInARowAreTheSameBytesTooHoweverTheyCameTogether() {
    assertRows(
        sets("""
                agent | day | customer
                A1    | 1   | 1
                A1    | 1   | 2
                A1    | 1   | 3
                A1    | 1   | 4
                A1    | 2   | 6
                A2    | 1   | 1
                A2    | 1   | 2
                A2    | 1   | 3
                A2    | 1   | 4
                A2    | 1   | 6
                """)
            .groupBy("agent")
            .agg(hex(CustomerSets.union(col("customers"))).as("bytes"))
            .groupBy("bytes")
            .count(),
        "count\n2\n");
  }

  private Dataset<Row> sets(String table) {
    return rows(VISITS, table)
        .groupBy("agent", "day")
        .agg(CustomerSets.of(collect_list("customer")).as("customers"));
  }
}
