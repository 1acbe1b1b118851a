package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.explain.CellEvents;
import org.ringlake.jobs.explain.ExplainJob;
import org.ringlake.jobs.explain.ExplainRequest;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.oracle.KpiOracle;
import org.ringlake.jobs.world.World;
import org.ringlake.kpi.ActiveCustomers;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;

/**
 * Another world, where all who touched a customer before the first deal won them; looked at with
 * {@code -Dworlds=more}.
 */
@EnabledIfSystemProperty(
    named = "worlds",
    matches = "more",
    disabledReason =
        "it takes a minute of two cores; small cases by hand are in RepurchaseModelTest")
final class SharedCustomersTest extends SparkTest {
  private static final String LINEAR = "linear";
  private static final World WORLD = Worlds.OF_SHARED_CUSTOMERS;

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
}
