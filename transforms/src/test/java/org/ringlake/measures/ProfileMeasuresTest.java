package org.ringlake.measures;

import org.junit.jupiter.api.Test;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Silver;

final class ProfileMeasuresTest extends MeasureSourceTest {
  ProfileMeasuresTest() {
    super(new ProfileMeasures());
  }

  @Test
  void aProfileCountsOnTheDayOfItsUpdateForTheAgentWhoDidIt() {
    FewFeeds feeds =
        feeds()
            .with(
                Customers.NAME,
                rows(
                    Silver.CUSTOMERS,
                    """
                    customer_id | agent_id | required_fields | filled_fields | updated_at          | event_date
                    C1          | A1       | 8               | 6             | 2025-03-03 10:00:00 | 2025-03-03
                    C2          | null     | 8               | null          | 2025-03-03 10:00:00 | 2025-03-03
                    C3          | A1       | null            | 5             | 2025-03-04 10:00:00 | 2025-03-04
                    C4          | A1       | 8               | 8             | null                | 2025-03-04
                    C5          | A1       | 8               | 8             | 2025-04-01 10:00:00 | 2025-04-01
                    """));

    assertRows(
        events(feeds),
        """
        event_id | agent_id | event_date | required_fields | filled_fields
        C1       | A1       | 2025-03-03 | 8               | 6
        C2       | null     | 2025-03-03 | 8               | 0
        C3       | A1       | 2025-03-04 | 0               | 0
        """);
    assertSameOnSomeDays(feeds, "2025-03-04");
  }
}
