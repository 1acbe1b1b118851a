package org.ringlake.attribution;

import java.time.Duration;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Silver;

final class PathTransitionsTest extends Attributing {
  @Test
  void nullPathsGrowByMonthAndAreGoneOnceTheCustomerBuys() {
    // given: 2 buys in March, 3 never; C is a path of March
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    call_id | agent_id | _customer_no | disposition | event_date | started_at
                    C1      | A        | 2            | answered    | 2025-01-05 | 2025-01-05 09:00:00
                    C2      | B        | 2            | answered    | 2025-02-05 | 2025-02-05 09:00:00
                    C3      | C        | 2            | answered    | 2025-03-05 | 2025-03-05 09:00:00
                    C4      | A        | 3            | answered    | 2025-01-06 | 2025-01-06 09:00:00
                    C5      | A        | 3            | answered    | 2025-01-07 | 2025-01-07 09:00:00
                    """))
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | _customer_no | status | event_date | closed_at
                    D1      | 2            | won    | 2025-03-06 | 2025-03-06 09:00:00
                    """));
    TouchRules month = new TouchRules(Duration.ofDays(30), Duration.ZERO, 1, 0);
    int january = PathTransitions.index(YearMonth.of(2025, 1));

    assertRows(
        steps(feeds, month)
            .selectExpr(
                "month - %d AS later".formatted(january),
                "`from`",
                "`to`",
                "is_conversion",
                "count"),
        """
        later | from | to   | is_conversion | count
        0     | null | A    | false         | 2
        0     | A    | A    | false         | 1
        0     | A    | null | false         | 2
        1     | A    | null | false         | -1
        1     | A    | B    | false         | 1
        1     | B    | null | false         | 1
        2     | null | A    | false         | -1
        2     | A    | B    | false         | -1
        2     | B    | null | false         | -1
        2     | null | B    | false         | 1
        2     | B    | C    | false         | 1
        2     | C    | null | true          | 1
        """);
  }
}
