package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.explain.CellEvents;
import org.ringlake.jobs.explain.ExplainJob;
import org.ringlake.jobs.explain.ExplainRequest;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.oracle.KpiCell;
import org.ringlake.jobs.oracle.KpiOracle;
import org.ringlake.jobs.oracle.KpiValue;
import org.ringlake.jobs.world.World;
import org.ringlake.kpi.ActiveCustomers;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;

/** Another world, where all who touched a customer before the first deal won them. */
@Order(4)
final class SharedCustomersTest extends SparkTest {
  private static final String LINEAR = "linear";
  private static final World WORLD = Worlds.OF_SHARED_CUSTOMERS;
  private static final Set<String> OF_CUSTOMERS_WON =
      Set.of("repurchase_rate_6m", "repurchase_revenue_6m", "churn_rate", "lifetime_value");

  @TempDir private static Path folder;
  private static Engine engine;

  @BeforeEach
  void runOnce() {
    if (engine == null) {
      Engine made = Engine.creditingBy(LINEAR, folder.resolve("shared"), WORLD.zone(), spark());
      made.put(WORLD.files());
      made.run();
      engine = made;
    }
  }

  @Test
  void everyKpiOfEveryCellIsWhatTheOracleComputes() {
    // when
    KpiOracle.Cells actual = PublishedKpis.cells(engine.read(TableName.gold("kpi")), engine.kpis());

    // then
    KpiOracle.Cells expected =
        KpiOracle.cells(engine.inbox(), WORLD.zone(), PublishedWorth.under(LINEAR, engine));
    assertThat(CellDifferences.between(expected.values(), actual.values()))
        .as(WORLD.toString())
        .isEmpty();
    expected.contexts().keySet().retainAll(actual.contexts().keySet());
    assertThat(CellDifferences.between(expected.contexts(), actual.contexts()))
        .as(WORLD.toString())
        .isEmpty();
  }

  @Test
  void theEnterpriseHasWhatItHadUnderTheLastTouchAndAgentsAndTeamsHaveOtherValues() {
    // given
    Map<KpiCell, KpiValue> byLastTouch =
        KpiOracle.kpis(engine.inbox(), WORLD.zone(), PublishedWorth.of(engine));

    // when
    Map<KpiCell, KpiValue> shared =
        PublishedKpis.values(engine.read(TableName.gold("kpi")), OF_CUSTOMERS_WON);

    // then
    assertThat(differences(Layer.ENTERPRISE, byLastTouch, shared)).as(WORLD.toString()).isEmpty();
    assertThat(differences(Layer.TEAM, byLastTouch, shared)).as(WORLD.toString()).isNotEmpty();
    assertThat(differences(Layer.AGENT, byLastTouch, shared)).as(WORLD.toString()).isNotEmpty();
  }

  @Test
  void whoEarnedWhatIsWhatTheOracleComputes(@TempDir Path published) {
    // when
    List<String> mistakes = PublishedCredits.mistakes(engine, WORLD, published);

    // then
    assertThat(mistakes).as(WORLD.toString()).isEmpty();
  }

  @Test
  void theEventsBehindMeasuresOfCustomersWonAreFoundInTheirFiles() {
    ExplainedEvents.assertFound(
        engine,
        WORLD,
        List.of(
            AgentDay.CUSTOMERS_WON_E9,
            AgentDay.CUSTOMERS_MATURED_E9,
            AgentDay.CUSTOMERS_REPURCHASED_E9,
            AgentDay.REPURCHASE_REVENUE_MINOR,
            AgentDay.LIFETIME_VALUE_MINOR,
            AgentDay.CUSTOMERS_ACTIVATED_E9,
            AgentDay.CUSTOMERS_CHURNED_E9,
            ActiveCustomers.ACTIVE_E9));
  }

  @Test
  void whoSharesACustomerIsExplainedInTheOrderOfTheirIds() {
    // given
    ExplainRequest request =
        new ExplainRequest(
            "repurchase_rate_6m",
            Layer.ENTERPRISE,
            "all",
            Period.YEAR,
            LocalDate.of(2025, 1, 1),
            OptionalLong.empty());
    ExplainJob job = new ExplainJob(engine.lake(), engine.configuration(), engine.openInbox());

    // when
    try (Explanation explanation = job.explain(request)) {
      assertThat(explanation.addsUp()).isTrue();
      Map<String, List<String>> events =
          explanation.events().collectAsList().stream()
              .collect(
                  groupingBy(
                      row -> row.<String>getAs(CellEvents.MEASURE),
                      mapping(SharedCustomersTest::key, toList())));

      // then
      assertThat(events)
          .hasSize(2)
          .allSatisfy((measure, keys) -> assertThat(keys).doesNotHaveDuplicates().isSorted());
      assertThat(events.values())
          .as("some event has several agents")
          .anySatisfy(
              keys ->
                  assertThat(keys.stream().map(key -> key.substring(0, key.lastIndexOf(' '))))
                      .satisfies(
                          shared -> assertThat(Set.copyOf(shared)).hasSizeLessThan(shared.size())));
    }
  }

  private static String key(Row event) {
    return Stream.of(
            CellEvents.EVENT_DATE, CellEvents.FEED, CellEvents.EVENT_ID, CellEvents.AGENT_ID)
        .map(column -> event.getAs(column).toString())
        .collect(joining(" "));
  }

  private static List<String> differences(
      Layer layer, Map<KpiCell, KpiValue> expected, Map<KpiCell, KpiValue> actual) {
    assertThat(ofCustomersWon(layer, actual)).isNotEmpty();
    return CellDifferences.between(ofCustomersWon(layer, expected), ofCustomersWon(layer, actual));
  }

  private static Map<KpiCell, KpiValue> ofCustomersWon(Layer layer, Map<KpiCell, KpiValue> all) {
    return all.entrySet().stream()
        .filter(each -> each.getKey().layer().equals(layer.code()))
        .filter(each -> OF_CUSTOMERS_WON.contains(each.getKey().kpi()))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
