package org.ringlake.facts;

import java.time.LocalDate;
import java.time.Period;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

/** Twelve months after a purchase, on both sides of their last day. */
final class ActiveSpansTest extends SparkTest {
  @Test
  void aPurchaseInTimeGoesOnAndALaterOneBeginsAnew() {
    // given 1 buys on each last day; 2 a day too late; 5 on 29 February; 6 comes back after a year
    Dataset<Row> purchases =
        rows(
            PurchaseRows.SCHEMA,
            """
            _customer_no | event_date | deal_id
            1            | 2023-01-10 | A1
            1            | 2024-01-10 | A2
            1            | 2025-01-10 | A3
            2            | 2023-01-10 | B1
            2            | 2024-01-11 | B2
            3            | 2024-03-30 | C1
            4            | 2024-02-28 | D1
            5            | 2024-02-29 | E1
            6            | 2020-01-01 | F9
            6            | 2020-06-01 | F1
            6            | 2022-01-01 | F2
            """);

    // when
    Dataset<Row> spans = ActiveSpans.from(purchases, Period.ofMonths(12));

    // then
    assertRows(
        spans,
        """
        _customer_no | acquisition_deal_id | bought_on  | bought_by_deal_id | ends_on    | last_bought_by_deal_id
        1            | A1                  | 2023-01-10 | A1                | 2026-01-10 | A3
        2            | B1                  | 2023-01-10 | B1                | 2024-01-10 | B1
        2            | B1                  | 2024-01-11 | B2                | 2025-01-11 | B2
        3            | C1                  | 2024-03-30 | C1                | 2025-03-30 | C1
        4            | D1                  | 2024-02-28 | D1                | 2025-02-28 | D1
        5            | E1                  | 2024-02-29 | E1                | 2025-02-28 | E1
        6            | F9                  | 2020-01-01 | F9                | 2021-06-01 | F1
        6            | F9                  | 2022-01-01 | F2                | 2023-01-01 | F2
        """);
    assertRows(
        spans.filter(ActiveSpans.isActiveOn(LocalDate.of(2025, 3, 30))),
        "_customer_no | ends_on\n1|2026-01-10\n3|2025-03-30\n");
    assertRows(spans.filter(ActiveSpans.isActiveOn(LocalDate.of(2020, 1, 1))), "_customer_no\n");
    assertRows(spans.filter(ActiveSpans.isActiveOn(LocalDate.of(2020, 1, 2))), "_customer_no\n6\n");
    assertRows(
        spans.filter("_customer_no = 3").filter(ActiveSpans.isOver(LocalDate.of(2025, 3, 30))),
        "_customer_no\n");
    assertRows(
        spans.filter("_customer_no = 3").filter(ActiveSpans.isOver(LocalDate.of(2025, 3, 31))),
        "_customer_no\n3\n");
  }
}
