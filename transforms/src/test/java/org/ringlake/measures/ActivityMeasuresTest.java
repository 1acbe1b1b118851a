package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.explain.CellEvents;
import org.ringlake.explain.ExplainedCell;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.DealCredits;
import org.ringlake.kpi.ActiveCustomers;
import org.ringlake.kpi.BuiltGold;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Teams;

final class ActivityMeasuresTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 6);
  private static final LocalDate MOVE = LocalDate.of(2024, 12, 1);
  private static final long SEED = 20_250_306L;
  private static final int CUSTOMERS = 25;
  private static final List<String> MEASURES =
      List.of(ActiveCustomers.ACTIVE_E9, AgentDay.CUSTOMERS_CHURNED_E9);

  @Test
  void whoWonACustomerHasThemActiveAndLosesThemByTheirShare() {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Deals.NAME,
                rows(
                    Silver.DEALS,
                    """
                    deal_id | status | _customer_no | amount | event_date | closed_at
                    D1      | won    | 1            | 10.00  | 2024-01-05 | 2024-01-05 10:00:00
                    D2      | won    | 1            | 10.00  | 2024-03-05 | 2024-03-05 10:00:00
                    D3      | won    | 2            | 10.00  | 2024-03-06 | 2024-03-06 10:00:00
                    D4      | won    | 3            | 10.00  | 2023-02-01 | 2023-02-01 10:00:00
                    D5      | won    | 3            | 10.00  | 2025-03-06 | 2025-03-06 10:00:00
                    """))
            .with(
                DealCredits.NAME,
                rows(
                    DealCredits.SCHEMA,
                    """
                    model  | deal_id | agent_id     | team_id | weight      | is_acquisition | posted_on
                    linear | D1      | A1           | T1      | 0.600000000 | true           | 2024-01-05
                    linear | D1      | A2           | T2      | 0.400000000 | true           | 2024-01-05
                    linear | D2      | A3           | T2      | 1.000000000 | false          | 2024-03-05
                    linear | D3      | A1           | T1      | 1.000000000 | true           | 2024-03-06
                    linear | D4      | unattributed | null    | 1.000000000 | true           | 2023-02-01
                    """));

    assertRows(
        new ActivityMeasures().events(feeds, feeds.rules(), CountedDays.upTo(AS_OF)),
        """
        event_id | agent_id | team_id | event_date | customers_activated_e9 | customers_churned_e9
        D1       | A1       | T1      | 2024-01-05 | 600000000              | 0
        D1       | A2       | T2      | 2024-01-05 | 400000000              | 0
        D2       | A1       | T1      | 2025-03-05 | 0                      | 600000000
        D2       | A2       | T2      | 2025-03-05 | 0                      | 400000000
        D3       | A1       | T1      | 2024-03-06 | 1000000000             | 0
        D4       | null     | null    | 2023-02-01 | 1000000000             | 0
        D4       | null     | null    | 2024-02-01 | 0                      | 1000000000
        D5       | null     | null    | 2025-03-06 | 1000000000             | 0
        """);
  }

  @Test
  void everyCellCountsWhomTheDaysOfItsCustomersSayAndShowsThem() {
    // given agents of the team T0, T1 or T2, of which T0 moves from site S0 to S1
    Random random = new Random(SEED);
    List<Customer> customers = new ArrayList<>();
    for (int number = 0; number < CUSTOMERS; number++) {
      customers.add(Customer.random(number, random));
    }
    FewFeeds feeds = feeds(customers);

    // when
    List<Row> cells =
        BuiltGold.of(feeds, AS_OF)
            .cells()
            .select(
                col(Cell.LAYER),
                col(Cell.ENTITY_ID),
                col(Cell.PERIOD),
                col(Cell.PERIOD_START),
                col(ActiveCustomers.ACTIVE_E9),
                col(AgentDay.CUSTOMERS_CHURNED_E9))
            .collectAsList();

    // then
    assertThat(cells).hasSizeGreaterThan(CUSTOMERS);
    for (Row cell : cells) {
      assertThat(List.of(cell.getLong(4), cell.getLong(5)))
          .as("%s, seed %d", cell, SEED)
          .isEqualTo(expected(customers, explained(cell)));
    }
    cells.stream()
        .filter(cell -> cell.getLong(4) > 0 && cell.getLong(5) > 0)
        .filter(cell -> cell.getString(2).equals("quarter") && cell.getLong(5) > 300_000_000)
        .filter(cell -> !cell.getString(0).equals("agent"))
        .limit(2)
        .forEach(
            cell ->
                assertThat(shown(feeds, explained(cell)))
                    .as("%s, seed %d", cell, SEED)
                    .isEqualTo(
                        Map.of(
                            MEASURES.get(0), cell.getLong(4), MEASURES.get(1), cell.getLong(5))));
  }

  private static Map<String, Long> shown(FewFeeds feeds, ExplainedCell cell) {
    Map<String, Long> sums = new HashMap<>();
    CellEvents.from(feeds, feeds.rules(), cell, MEASURES)
        .groupBy(CellEvents.MEASURE)
        .sum(CellEvents.AMOUNT)
        .collectAsList()
        .forEach(row -> sums.put(row.getString(0), row.getLong(1)));
    return sums;
  }

  private static ExplainedCell explained(Row cell) {
    Period period = Period.valueOf(cell.getString(2).toUpperCase(Locale.ROOT));
    return new ExplainedCell(
        Layer.valueOf(cell.getString(0).toUpperCase(Locale.ROOT)),
        cell.getString(1),
        new CellPeriod(period, cell.getDate(3).toLocalDate()),
        AS_OF);
  }

  /** How many were active on the first day, and lost in the period, by the word. */
  private static List<Long> expected(List<Customer> customers, ExplainedCell cell) {
    LocalDate start = cell.period().start();
    long active = 0;
    long churned = 0;
    for (Customer customer : customers) {
      if (customer.isActiveOn(start)) {
        active += customer.shareOf(cell, start.minusDays(1));
      }
      for (LocalDate day : customer.churns()) {
        if (CellPeriod.of(cell.period().period(), day).equals(cell.period())) {
          churned += customer.shareOf(cell, day);
        }
      }
    }
    return List.of(active, churned);
  }

  private FewFeeds feeds(List<Customer> customers) {
    StringBuilder deals =
        new StringBuilder("deal_id|status|_customer_no|amount|event_date|closed_at\n");
    StringBuilder credits =
        new StringBuilder("model|deal_id|agent_id|team_id|weight|is_acquisition|posted_on\n");
    for (Customer each : customers) {
      for (LocalDate day : each.days()) {
        deals.append(
            "D%d-%s|won|%d|1.00|%s|%s 10:00:00%n"
                .formatted(each.number(), day, each.number(), day, day));
      }
      LocalDate won = each.days().first();
      each.shares()
          .forEach(
              (agent, share) ->
                  credits.append(
                      "m|D%d-%s|A%d|T%d|0.%d|true|%s%n"
                          .formatted(each.number(), won, agent, agent % 3, share, won)));
    }
    Dataset<Row> teams =
        rows(
            Silver.TEAMS,
            "team_id|site|valid_from\nT0|S0|null\nT0|S1|%s\nT1|S1|null\n".formatted(MOVE));
    return new FewFeeds(spark())
        .with(Deals.NAME, rows(Silver.DEALS, deals.toString()))
        .with(DealCredits.NAME, rows(DealCredits.SCHEMA, credits.toString()))
        .with(Teams.NAME, teams);
  }

  /**
   * Somebody who bought.
   *
   * @param shares of agents who won the customer, in billionths
   */
  private record Customer(int number, TreeSet<LocalDate> days, Map<Integer, Integer> shares) {

    static Customer random(int number, Random random) {
      TreeSet<LocalDate> days = new TreeSet<>();
      for (int purchases = 1 + random.nextInt(4); purchases > 0; purchases--) {
        days.add(AS_OF.minusDays(random.nextInt(1_100)));
      }
      if (random.nextBoolean()) { // on the last day of the window, or after it
        days.add(days.first().plusYears(1).plusDays(random.nextInt(2)));
        days.removeIf(day -> day.isAfter(AS_OF));
      }
      int share = 100_000_000 + random.nextInt(800_000_000);
      int agent = random.nextInt(6);
      return new Customer(
          number, days, Map.of(agent, share, (agent + 1) % 6, 1_000_000_000 - share));
    }

    boolean isActiveOn(LocalDate day) {
      LocalDate before = days.lower(day);
      return before != null && !day.isAfter(before.plusYears(1));
    }

    List<LocalDate> churns() {
      return days.stream()
          .filter(day -> days.subSet(day, false, day.plusYears(1), true).isEmpty())
          .map(day -> day.plusYears(1))
          .filter(end -> end.isBefore(AS_OF))
          .toList();
    }

    long shareOf(ExplainedCell cell, LocalDate siteOf) {
      return shares.entrySet().stream()
          .filter(each -> isOf(each.getKey(), cell, siteOf))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    private static boolean isOf(int agent, ExplainedCell cell, LocalDate day) {
      return switch (cell.layer()) {
        case AGENT -> cell.entityId().equals("A" + agent);
        case TEAM -> cell.entityId().equals("T" + agent % 3);
        case SITE -> cell.entityId().equals(site(agent % 3, day));
        case ENTERPRISE -> true;
      };
    }

    private static String site(int team, LocalDate day) {
      return switch (team) {
        case 0 -> day.isBefore(MOVE) ? "S0" : "S1";
        case 1 -> "S1";
        default -> "unknown";
      };
    }
  }
}
