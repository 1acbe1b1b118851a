package org.ringlake.attribution;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.ringlake.SparkTest;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.loyalty.FirstPurchases;
import org.ringlake.measures.FewFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Silver;
import org.ringlake.value.CustomerValues;

/** Base of the tests that go from feeds to credits, as they are on 5 April 2025. */
abstract class Attributing extends SparkTest {
  static final AttributionRules RULES =
      new AttributionRules(
          new TouchRules(Duration.ofDays(90), Duration.ZERO, 1, 0), Duration.ofDays(7));
  static final LocalDate AS_OF = LocalDate.of(2025, 4, 5);
  static final List<String> MODELS =
      List.of("first", "last", "linear", "position", "time_decay", "shapley", "markov");

  static final StructType WORTHS =
      new StructType()
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Deals.DEAL_ID, "string")
          .add(FirstPurchases.IS_MATURED, "boolean")
          .add(FirstPurchases.REPURCHASED, "boolean")
          .add(FirstPurchases.REVENUE_MINOR, "bigint")
          .add(CustomerValues.LIFETIME_VALUE, "decimal(18,2)");

  Dataset<Row> paths(SilverFeeds feeds, TouchRules rules) {
    Dataset<Row> deals = ClosedDeals.from(feeds.deals(), new FewFeeds(spark()).rules().money());
    return DealPaths.of(DealPaths.won(deals, AS_OF), DealPaths.touches(feeds, rules, AS_OF), rules);
  }

  Dataset<Row> steps(SilverFeeds feeds, TouchRules rules) {
    return PathTransitions.of(paths(feeds, rules), DealPaths.touches(feeds, rules, AS_OF));
  }

  MarkovFits fits(SilverFeeds feeds, TouchRules rules) {
    return MarkovFits.of(
        PathTransitions.inOrder(steps(feeds, rules)).toLocalIterator(), AS_OF, MarkovFits.none());
  }

  Dataset<Row> credits(SilverFeeds feeds) {
    return credits(feeds, rows(WORTHS, "_customer_no\n"), RULES);
  }

  Dataset<Row> credits(SilverFeeds feeds, TouchRules rules) {
    return credits(
        feeds, rows(WORTHS, "_customer_no\n"), new AttributionRules(rules, RULES.halfLife()));
  }

  Dataset<Row> credits(SilverFeeds feeds, Dataset<Row> worths, AttributionRules rules) {
    return Credits.of(
        paths(feeds, rules.touches()),
        RefundedDeals.from(
            feeds.refunds(), feeds.deals(), feeds.agents(), new FewFeeds(spark()).rules().money()),
        CustomerWorth.of(
            worths.drop(CustomerValues.LIFETIME_VALUE),
            worths.select(Resolved.CUSTOMER_NO, CustomerValues.LIFETIME_VALUE)),
        feeds.agents(),
        new CreditSplit(rules, fits(feeds, rules.touches())),
        AS_OF);
  }

  /** A deal with touches on every edge of the look-back, one without, one lost, and refunds. */
  FewFeeds oneDeal() {
    return new FewFeeds(spark())
        .with(
            Calls.NAME,
            rows(
                Silver.CALLS,
                """
                call_id | agent_id | _customer_no | disposition | agent_kind | talk_seconds | event_date | started_at
                C0      | A9       | 1            | answered    | null       | 60           | 2024-12-05 | 2024-12-05 09:00:00
                C1      | A1       | 1            | answered    | null       | 60           | 2024-12-05 | 2024-12-05 09:00:01
                C2      | A2       | 1            | answered    | human      | 10           | 2025-01-01 | 2025-01-01 09:00:00
                C3      | null     | 1            | answered    | null       | 60           | 2025-01-02 | 2025-01-02 09:00:00
                C4      | A3       | 1            | busy        | null       | 0            | 2025-01-03 | 2025-01-03 09:00:00
                C5      | A4       | 1            | answered    | bot        | 60           | 2025-01-04 | 2025-01-04 09:00:00
                C6      | A1       | 1            | answered    | null       | 60           | 2025-03-05 | 2025-03-05 09:00:00
                C7      | A9       | 1            | answered    | null       | 60           | 2025-03-05 | 2025-03-05 09:00:01
                C8      | A9       | 2            | answered    | null       | 60           | 2025-03-05 | 2025-03-05 09:00:00
                """))
        .with(
            Deals.NAME,
            rows(
                Silver.DEALS,
                """
                deal_id | agent_id | team_id | _customer_no | status | amount | cost  | event_date | closed_at
                D1      | A5       | T5      | 1            | won    | 100.00 | 10.00 | 2025-03-05 | 2025-03-05 09:00:00
                D2      | A5       | T5      | 3            | won    | 7.00   | null  | 2025-03-06 | 2025-03-06 09:00:00
                D3      | A5       | T5      | 2            | lost   | 9.00   | null  | 2025-03-06 | 2025-03-06 09:00:00
                """))
        .with(
            Refunds.NAME,
            rows(
                Silver.REFUNDS,
                """
                refund_id | deal_id | amount | event_date
                R1        | D1      | 0.04   | 2025-04-01
                R2        | D9      | 5.00   | 2025-04-02
                R3        | D1      | 1.00   | 2025-04-06
                """))
        .with(
            Agents.NAME,
            rows(
                Silver.AGENTS,
                """
                agent_id | team_id | valid_from
                A1       | T1      | null
                A1       | T2      | 2025-04-01
                A2       | T1      | null
                A5       | T5      | null
                """));
  }

  static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
