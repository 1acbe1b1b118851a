package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Silver;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

final class AgentDayCustomersTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void aCustomerIsInEachSetOnceHoweverOftenCalled() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            agent_id | agent_kind | direction | disposition | _customer_no | event_date
            A1       | null       | null      | busy        | 9            | 2025-03-03
            A1       | null       | null      | answered    | 9            | 2025-03-03
            A1       | null       | null      | voicemail   | 3            | 2025-03-03
            A1       | null       | inbound   | answered    | 4            | 2025-03-03
            A1       | null       | inbound   | abandoned   | 5            | 2025-03-03
            A1       | bot        | null      | answered    | 6            | 2025-03-03
            A1       | null       | null      | answered    | null         | 2025-03-03
            A1       | null       | null      | answered    | 8            | 2025-04-01
            """);
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            agent_id | status | _customer_no | event_date | closed_at
            A1       | won    | 7            | 2025-03-03 | 2025-03-03 10:00:00
            A1       | won    | 7            | 2025-03-03 | 2025-03-03 10:00:00
            A1       | lost   | 8            | 2025-03-03 | 2025-03-03 10:00:00
            A1       | won    | null         | 2025-03-03 | 2025-03-03 10:00:00
            """);

    assertRows(
        customers(calls, deals),
        """
        agent_id | customers_dialled | customers_contacted_outbound | customers_contacted | customers_bought
        A1       | [3, 9]            | [9]                          | [4, 9]              | [7]
        """);
  }

  @Test
  void intentIsOutcomeIntentOrBetterOfAnyHumanCallOrAnAOrBLeadOnItsDay() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            agent_id | agent_kind | direction | disposition | outcome     | _customer_no | event_date
            A1       | null       | null      | answered    | intent      | 1            | 2025-03-03
            A1       | null       | inbound   | answered    | appointment | 2            | 2025-03-03
            A1       | human      | null      | answered    | sale        | 3            | 2025-03-03
            A1       | null       | null      | answered    | callback    | 4            | 2025-03-03
            A1       | bot        | null      | answered    | appointment | 5            | 2025-03-03
            A1       | null       | inbound   | voicemail   | appointment | 6            | 2025-03-03
            """);
    Dataset<Row> leads =
        rows(
            Silver.LEADS,
            """
            lead_id | agent_id | class   | _customer_no | event_date
            L1      | A1       | A       | 1            | 2025-03-03
            L2      | A1       | B       | 7            | 2025-03-03
            L3      | A1       | C       | 8            | 2025-03-03
            L4      | A1       | invalid | 9            | 2025-03-03
            L5      | A1       | A       | null         | 2025-03-03
            L6      | A1       | A       | 10           | 2025-04-01
            """);

    assertRows(
        customers(new FewFeeds(spark()).with(Calls.NAME, calls).with(Leads.NAME, leads)),
        """
        agent_id | customers_contacted | customers_intent | customers_appointment
        A1       | [1, 2, 3, 4]        | [1, 2, 3, 6, 7]  | [2, 6]
        """);
  }

  @Test
  void ofThoseContactedTheHighValueOnesAreApart() {
    Dataset<Row> calls =
        rows(
            Silver.CALLS,
            """
            agent_id | direction | disposition | _customer_no | event_date
            A1       | inbound   | answered    | 1            | 2025-03-03
            A1       | null      | answered    | 2            | 2025-03-03
            A1       | null      | busy        | 3            | 2025-03-03
            """);
    Dataset<Row> customers =
        rows(Silver.CUSTOMERS, "_customer_no|segment\n1|vip\n2|usual\n3|vip\n");

    assertRows(
        customers(new FewFeeds(spark()).with(Calls.NAME, calls).with(Customers.NAME, customers)),
        "customers_contacted|customers_contacted_high_value\n[1, 2]|[1]\n");
  }

  @Test
  void whereNobodyIsKnownThereAreNoRows() {
    Dataset<Row> calls =
        rows(Silver.CALLS, "agent_id|disposition|event_date\nA1|answered|2025-03-03\n");

    assertRows(customers(calls, rows(Silver.DEALS, "agent_id\n")), "agent_id\n");
  }

  private Dataset<Row> customers(Dataset<Row> calls, Dataset<Row> deals) {
    return customers(new FewFeeds(spark()).with(Calls.NAME, calls).with(Deals.NAME, deals));
  }

  private static Dataset<Row> customers(FewFeeds feeds) {
    Dataset<Row> rows = AgentDayCustomers.from(feeds, feeds.rules(), CountedDays.upTo(AS_OF));
    for (String set : AgentDayCustomers.SETS) {
      rows = rows.withColumn(set, members(set));
    }
    return rows;
  }

  private static Column members(String set) {
    UDF1<byte[], int[]> members =
        bytes -> new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toArray();
    return when(
        col(set).isNotNull(),
        udf(members, DataTypes.createArrayType(DataTypes.IntegerType)).apply(col(set)));
  }
}
