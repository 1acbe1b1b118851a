package org.ringlake.facts;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Silver;

final class FirstDealsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void aCustomersFirstIsTheEarliestWonDealAndOfTwoClosedTogetherTheLowestId() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | agent_id | team_id | status | _customer_no | event_date | closed_at
            D9      | A1       | T1      | won    | 1            | 2025-03-01 | 2025-03-01 10:00:00
            D1      | A2       | T2      | won    | 1            | 2025-03-01 | 2025-03-01 10:00:01
            D3      | A1       | T1      | won    | 2            | 2025-03-02 | 2025-03-02 10:00:00
            D2      | A2       | T2      | won    | 2            | 2025-03-02 | 2025-03-02 10:00:00
            D4      | A1       | T1      | lost   | 3            | 2025-03-01 | 2025-03-01 10:00:00
            D5      | null     | null    | won    | 3            | 2025-03-02 | 2025-03-02 10:00:00
            D6      | A1       | T1      | won    | null         | 2025-03-02 | 2025-03-02 10:00:00
            D7      | A1       | T1      | won    | 4            | 2025-04-01 | 2025-04-01 00:00:00
            """);

    assertRows(
        FirstDeals.from(deals, CountedDays.upTo(AS_OF)),
        """
        deal_id | agent_id | team_id | event_date
        D9      | A1       | T1      | 2025-03-01
        D2      | A2       | T2      | 2025-03-02
        D5      | null     | null    | 2025-03-02
        """);
  }

  @Test
  void oneDayAloneKnowsWhoBoughtBefore() {
    Dataset<Row> deals =
        rows(
            Silver.DEALS,
            """
            deal_id | status | _customer_no | event_date | closed_at
            D1      | won    | 1            | 2023-01-01 | 2023-01-01 10:00:00
            D2      | won    | 1            | 2025-03-02 | 2025-03-02 10:00:00
            D3      | won    | 2            | 2025-03-02 | 2025-03-02 10:00:00
            """);

    assertRows(
        FirstDeals.from(deals, CountedDays.of(List.of(LocalDate.of(2025, 3, 2)), AS_OF)),
        "deal_id\nD3\n");
  }
}
