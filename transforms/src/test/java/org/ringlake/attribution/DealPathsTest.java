package org.ringlake.attribution;

import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class DealPathsTest extends Attributing {
  @Test
  void contactsInTheLookBackAreTouchesInOrderOfTime() {
    Dataset<Row> paths = paths(oneDeal(), RULES.touches());

    assertRows(
        paths.selectExpr(
            "deal_id",
            "array_join(transform(path, t -> t.agent_id), ' ') AS agents",
            "get(path, 0).seconds_before AS first_before"),
        """
        deal_id | agents        | first_before
        D1      | A1 A2 unknown A1 | 7775999
        D2      |               | null
        """);
    TouchRules effectiveCallsAndBots =
        new TouchRules(Duration.ofDays(90), Duration.ofSeconds(30), 1, 0.5);
    assertRows(
        paths(oneDeal(), effectiveCallsAndBots)
            .selectExpr("deal_id", "array_join(transform(path, t -> t.agent_id), ' ') AS agents"),
        """
        deal_id | agents
        D1      | A1 unknown A4 A1
        D2      |
        """);
  }
}
