package org.ringlake.kpi;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayChanges;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.FewFeeds;
import org.ringlake.measures.SourceDays;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Silver;
import org.ringlake.staging.Teams;

final class KpiCellsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 12, 31);

  @Test
  void aDayIsInOnePeriodOfEachLength() {
    assertRows(
        cells("agent_id|team_id|disposition|event_date\nA1|T1|busy|2025-05-14\n")
            .filter("layer = 'agent'"),
        """
        entity_id | period  | period_start | dials
        A1        | day     | 2025-05-14   | 1
        A1        | week    | 2025-05-12   | 1
        A1        | month   | 2025-05-01   | 1
        A1        | quarter | 2025-04-01   | 1
        A1        | year    | 2025-01-01   | 1
        """);
  }

  @Test
  void weeksAreIsoWeeksEvenAcrossTheYear() {
    Dataset<Row> cells =
        cells(
            """
            agent_id | disposition | event_date
            A1       | busy        | 2020-12-27
            A1       | busy        | 2020-12-28
            A1       | busy        | 2020-12-31
            A1       | busy        | 2021-01-01
            A1       | busy        | 2021-01-03
            A1       | busy        | 2021-01-04
            """);

    assertRows(
        cells.filter("layer = 'enterprise' and period in ('week', 'year')"),
        """
        period | period_start | dials
        week   | 2020-12-21   | 1
        week   | 2020-12-28   | 4
        week   | 2021-01-04   | 1
        year   | 2020-01-01   | 3
        year   | 2021-01-01   | 3
        """);
  }

  @Test
  void anAgentWhoMovesWithinAWeekCountsInBothTeamsAndOnceAlone() {
    Dataset<Row> cells =
        cells(
            """
            agent_id | team_id | disposition | _customer_no | event_date
            A1       | T1      | answered    | 7            | 2025-03-31
            A1       | T2      | answered    | 7            | 2025-04-01
            """);

    assertRows(
        cells.filter("period in ('week', 'month')"),
        """
        layer      | entity_id | period | period_start | dials | customers_dialled
        agent      | A1        | week   | 2025-03-31   | 2     | 1
        team       | T1        | week   | 2025-03-31   | 1     | 1
        team       | T2        | week   | 2025-03-31   | 1     | 1
        enterprise | all       | week   | 2025-03-31   | 2     | 1
        agent      | A1        | month  | 2025-03-01   | 1     | 1
        team       | T1        | month  | 2025-03-01   | 1     | 1
        enterprise | all       | month  | 2025-03-01   | 1     | 1
        agent      | A1        | month  | 2025-04-01   | 1     | 1
        team       | T2        | month  | 2025-04-01   | 1     | 1
        enterprise | all       | month  | 2025-04-01   | 1     | 1
        """);
  }

  @Test
  void sitesAreALayerOnlyWhereTeamsHaveThem() {
    String calls = "agent_id|team_id|disposition|event_date\nA1|T1|busy|2025-03-03\n";

    assertRows(
        cells(calls, "team_id|site\nT1|North\n").filter("period = 'day'"),
        "layer|entity_id\nagent|A1\nteam|T1\nsite|North\nenterprise|all\n");
    assertRows(
        cells(calls, "team_id|site\nT1|null\n").filter("period = 'day'"),
        "layer|entity_id\nagent|A1\nteam|T1\nenterprise|all\n");
  }

  @Test
  void aCellIsPublishedWhenOnlySomethingUncountedHappened() {
    assertRows(
        cells("agent_id|direction|disposition|event_date\nA1|inbound|abandoned|2025-03-03\n")
            .filter("layer = 'enterprise' and period = 'day'"),
        "entity_id|dials|contacts|customers_dialled\nall|0|0|0\n");
  }

  @Test
  void nothingMakesNoCells() {
    assertRows(cells("agent_id\n"), "layer\n");
  }

  @Test
  void distinctCustomersEqualAPlainCountOverAllEventsAtEveryLayerAndPeriod() {
    long seed = System.nanoTime();
    System.out.println("KpiCellsTest seed " + seed);
    List<Event> events = events(new Random(seed), 600);

    Dataset<Row> cells = cells(table(events), "team_id|site\nT0|S0\nT1|S0\nT2|S1\n");

    Map<List<String>, Set<Integer>> dialled = new HashMap<>();
    Map<List<String>, Set<Integer>> contacted = new HashMap<>();
    for (Event event : events) {
      for (List<String> cell : event.cells()) {
        Set<Integer> known = dialled.computeIfAbsent(cell, each -> new HashSet<>());
        Set<Integer> reached = contacted.computeIfAbsent(cell, each -> new HashSet<>());
        if (event.customer() != null) {
          known.add(event.customer());
          if (event.isAnswered()) {
            reached.add(event.customer());
          }
        }
      }
    }
    assertThat(counts(cells, AgentDayCustomers.DIALLED)).isEqualTo(sizes(dialled));
    assertThat(counts(cells, AgentDayCustomers.CONTACTED)).isEqualTo(sizes(contacted));
    assertThat(counts(cells, AgentDayCustomers.CONTACTED_OUTBOUND)).isEqualTo(sizes(contacted));
  }

  @Test
  void agentsTeamsAndSitesSumToTheEnterpriseInEveryAdditiveMeasure() {
    long seed = System.nanoTime();
    System.out.println("KpiCellsTest seed " + seed);
    Dataset<Row> cells =
        cells(table(events(new Random(seed), 300)), "team_id|site\nT0|S0\nT1|S0\nT2|S1\n");

    Map<String, Map<List<String>, List<Long>>> byLayer = new HashMap<>();
    for (Row row : cells.collectAsList()) {
      List<String> period =
          List.of(row.getAs(Cell.PERIOD), String.valueOf(row.<Object>getAs(Cell.PERIOD_START)));
      List<Long> measures = AgentDay.MEASURES.stream().map(name -> row.<Long>getAs(name)).toList();
      byLayer
          .computeIfAbsent(row.getAs(Cell.LAYER), each -> new HashMap<>())
          .merge(period, measures, KpiCellsTest::added);
    }
    assertThat(byLayer).containsOnlyKeys("agent", "team", "site", "enterprise");
    assertThat(byLayer.values()).containsOnly(byLayer.get("enterprise"));
  }

  private record Event(
      String agent, String team, LocalDate day, Integer customer, boolean isAnswered) {
    private static final Map<String, String> SITES =
        Map.of("T0", "S0", "T1", "S0", "T2", "S1", "unknown", "unknown");

    List<List<String>> cells() {
      String knownAgent = agent == null ? "unknown" : agent;
      String knownTeam = team == null ? "unknown" : team;
      LocalDate quarter = day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
      List<List<String>> cells = new ArrayList<>();
      for (List<String> entity :
          List.of(
              List.of("agent", knownAgent),
              List.of("team", knownTeam),
              List.of("site", SITES.get(knownTeam)),
              List.of("enterprise", "all"))) {
        cells.add(cell(entity, "day", day));
        cells.add(
            cell(entity, "week", day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
        cells.add(cell(entity, "month", day.withDayOfMonth(1)));
        cells.add(cell(entity, "quarter", quarter));
        cells.add(cell(entity, "year", day.withDayOfYear(1)));
      }
      return cells;
    }

    private static List<String> cell(List<String> entity, String period, LocalDate start) {
      return List.of(entity.get(0), entity.get(1), period, start.toString());
    }

    String line() {
      return String.join(
          "|",
          String.valueOf(agent),
          String.valueOf(team),
          isAnswered ? "answered" : "busy",
          "40",
          String.valueOf(customer),
          day.toString());
    }
  }

  private static List<Event> events(Random random, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new Event(
              random.nextInt(10) == 0 ? null : "A" + random.nextInt(4),
              random.nextInt(10) == 0 ? null : "T" + random.nextInt(3),
              LocalDate.of(2024, 12, 20).plusDays(random.nextInt(60)),
              random.nextInt(10) == 0 ? null : random.nextInt(40),
              random.nextBoolean()));
    }
    return events;
  }

  @Test
  void changedCellsComeOutAsAFullComputationMakesThem() {
    FewFeeds yesterday =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    agent_id | team_id | disposition | _customer_no | event_date
                    A1       | T1      | answered    | 1            | 2025-03-03
                    A1       | T1      | busy        | 2            | 2025-03-03
                    A2       | T1      | answered    | 1            | 2025-03-04
                    A3       | T2      | busy        | 3            | 2025-04-01
                    """));
    FewFeeds today =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    agent_id | team_id | disposition | _customer_no | event_date
                    A1       | T1      | answered    | 1            | 2025-03-03
                    A1       | T2      | answered    | 2            | 2025-03-03
                    A2       | T1      | answered    | 1            | 2025-03-04
                    A2       | T1      | answered    | 9            | 2025-03-05
                    """));
    BuiltGold before = BuiltGold.of(yesterday, AS_OF);
    BuiltGold after = BuiltGold.of(today, AS_OF);

    Set<LocalDate> march =
        LocalDate.of(2025, 3, 1).datesUntil(LocalDate.of(2025, 4, 2)).collect(toSet());
    Dataset<Row> differences =
        stored(
            AgentDayChanges.of(
                before.agentDays(), today, today.rules(), new SourceDays(Map.of(), march, AS_OF)));
    Dataset<Row> changed = stored(Cell.keysOf(differences));
    Dataset<Row> updated =
        stored(
            KpiCells.withColumns(
                KpiCells.updated(
                    before.vectors(),
                    changed,
                    differences,
                    after.customerCounts(),
                    after.stocks())));

    assertThat(updated.collectAsList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(after.cells().collectAsList());
    assertRows(
        changed.filter("layer = 'agent' and period = 'month'"),
        """
        entity_id | period_start
        A1        | 2025-03-01
        A2        | 2025-03-01
        A3        | 2025-04-01
        """);
    assertRows(updated.filter("entity_id = 'A3'"), "entity_id\n");
  }

  @Test
  void aCellIsThereForAnybodyCountedThoughNothingIs() {
    // with shifts, a call alone is no day attended
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(
                Calls.NAME,
                rows(
                    Silver.CALLS,
                    """
                    agent_id | direction | disposition | outcome | _customer_no | event_date
                    A1       | inbound   | no_answer   | intent  | 1            | 2025-03-03
                    A2       | inbound   | no_answer   | null    | 2            | 2025-03-03
                    """))
            .with(
                Shifts.NAME,
                rows(Silver.SHIFTS, "agent_id|logged_in_seconds|event_date\nA3|9|2025-03-04\n"));

    assertRows(
        cells(feeds).filter("period = 'day' and layer = 'agent'"),
        """
        entity_id | worked_seconds | customers_intent
        A1        | 0              | 1
        A3        | 9              | 0
        """);
  }

  private static String table(List<Event> events) {
    StringBuilder table =
        new StringBuilder("agent_id|team_id|disposition|talk_seconds|_customer_no|event_date\n");
    events.forEach(event -> table.append(event.line()).append('\n'));
    return table.toString();
  }

  private static Map<List<String>, Long> counts(Dataset<Row> cells, String measure) {
    Map<List<String>, Long> counts = new HashMap<>();
    for (Row row : cells.collectAsList()) {
      counts.put(
          List.of(
              row.getAs(Cell.LAYER),
              row.getAs(Cell.ENTITY_ID),
              row.getAs(Cell.PERIOD),
              String.valueOf(row.<Object>getAs(Cell.PERIOD_START))),
          row.<Long>getAs(measure));
    }
    return counts;
  }

  private static Map<List<String>, Long> sizes(Map<List<String>, Set<Integer>> sets) {
    Map<List<String>, Long> sizes = new HashMap<>();
    sets.forEach((cell, set) -> sizes.put(cell, (long) set.size()));
    return sizes;
  }

  private static List<Long> added(List<Long> left, List<Long> right) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      sums.add(left.get(i) + right.get(i));
    }
    return sums;
  }

  private Dataset<Row> cells(String calls) {
    return cells(calls, "team_id\n");
  }

  private Dataset<Row> cells(String callTable, String teamTable) {
    FewFeeds feeds =
        new FewFeeds(spark())
            .with(Calls.NAME, rows(Silver.CALLS, callTable))
            .with(Teams.NAME, rows(Silver.TEAMS, teamTable));
    return cells(feeds);
  }

  private static Dataset<Row> cells(FewFeeds feeds) {
    return BuiltGold.of(feeds, AS_OF).cells();
  }
}
