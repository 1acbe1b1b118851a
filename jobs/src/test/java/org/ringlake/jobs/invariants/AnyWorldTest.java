package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.ringlake.SparkTest;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.oracle.KpiCell;
import org.ringlake.jobs.oracle.KpiOracle;
import org.ringlake.jobs.oracle.KpiValue;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.Rejection;
import org.ringlake.jobs.world.World;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;

/** What one run over a world leaves behind, against DuckDB and the world's own books. */
@Order(2)
class AnyWorldTest extends SparkTest {
  private static final Set<String> OF_RETURNING_CUSTOMERS =
      Set.of("repurchase_rate_6m", "renewal_rate", "churn_rate");

  private static final Set<String> THEIR_MONEY = Set.of("repurchase_revenue_6m", "lifetime_value");

  private static final int KINDS_OF_CELLS = Layer.values().length * Period.values().length;

  @ParameterizedTest
  @FieldSource("org.ringlake.jobs.invariants.Worlds#ALL")
  void everyKpiOfEveryCellAndWhatStandsBesideItIsWhatTheOracleComputes(World world) {
    // given
    Engine engine = runOver(world);
    Dataset<Row> published = engine.read(TableName.gold("kpi"));

    // when
    KpiOracle.Cells actual = PublishedKpis.cells(published, engine.kpis());

    // then
    KpiOracle.Cells expected =
        KpiOracle.cells(engine.inbox(), world.zone(), PublishedWorth.of(engine));
    assertThat(CellDifferences.between(expected.values(), actual.values()))
        .as(world.toString())
        .isEmpty();
    expected.contexts().keySet().retainAll(actual.contexts().keySet());
    assertThat(CellDifferences.between(expected.contexts(), actual.contexts()))
        .as(world.toString())
        .isEmpty();
  }

  @Test
  void customersOfTheUsualWorldComeBackOrStayAwayInEveryLayerAndPeriod() {
    // given
    Dataset<Row> published = runOver(Worlds.USUAL).read(TableName.gold("kpi"));

    // when
    Map<KpiCell, KpiValue> rates = PublishedKpis.values(published, OF_RETURNING_CUSTOMERS);
    Map<KpiCell, KpiValue> money = PublishedKpis.values(published, THEIR_MONEY);

    // then
    assertThat(kinds(rates, AnyWorldTest::isNeitherZeroNorOne))
        .hasSize(OF_RETURNING_CUSTOMERS.size() * KINDS_OF_CELLS);
    assertThat(kinds(money, value -> value.value().signum() > 0))
        .hasSize(THEIR_MONEY.size() * KINDS_OF_CELLS);
  }

  @Test
  void whoEarnedWhatInTheUsualWorldIsWhatTheOracleComputes(@TempDir Path published) {
    // given
    Engine engine = runOver(Worlds.USUAL);
    Dataset<Row> credits = engine.read(TableName.gold("attribution_credit"));
    assertThat(credits.filter("weight > 0 AND weight < 1").isEmpty()).isFalse();
    assertThat(credits.filter("refund_id IS NOT NULL AND agent_id <> 'unattributed'").isEmpty())
        .isFalse();

    // when
    List<String> mistakes = PublishedCredits.mistakes(engine, Worlds.USUAL, published);

    // then
    assertThat(mistakes).as(Worlds.USUAL.toString()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("org.ringlake.jobs.invariants.Worlds#ALL")
  void everyRowOfEveryFileIsAcceptedRejectedOrSuperseded(World world) {
    // given
    Engine engine = runOver(world);

    // when
    List<Row> files =
        engine
            .read(TableName.ops("file"))
            .select("rows_read", "rows_accepted", "rows_rejected", "rows_superseded")
            .collectAsList();

    // then
    assertThat(files).as(world.toString()).hasSameSizeAs(world.files());
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(file.<Long>getAs("rows_read"))
                    .isEqualTo(
                        file.<Long>getAs("rows_accepted")
                            + file.<Long>getAs("rows_rejected")
                            + file.<Long>getAs("rows_superseded")));
    long rows = world.files().stream().mapToLong(RawFile::rows).sum();
    assertThat(files.stream().mapToLong(file -> file.<Long>getAs("rows_read")).sum())
        .isEqualTo(rows);
    assertThat(files.stream().mapToLong(file -> file.<Long>getAs("rows_rejected")).sum())
        .isEqualTo(world.rejections().size());
  }

  @ParameterizedTest
  @FieldSource("org.ringlake.jobs.invariants.Worlds#ALL")
  void everySpoiltRowIsRejectedForTheFieldAtFault(World world) {
    // given
    Engine engine = runOver(world);
    Set<String> feeds = world.rejections().stream().map(Rejection::feed).collect(toSet());

    // when
    Map<Rejection, Long> actual =
        feeds.stream()
            .map(
                feed ->
                    engine
                        .read(TableName.rejected(feed))
                        .select(lit(feed), coalesce(col("field"), lit(""))))
            .reduce(Dataset::union)
            .orElseThrow()
            .collectAsList()
            .stream()
            .collect(
                groupingBy(row -> new Rejection(row.getString(0), row.getString(1)), counting()));

    // then
    assertThat(actual)
        .as(world.toString())
        .isEqualTo(world.rejections().stream().collect(groupingBy(each -> each, counting())));
  }

  @ParameterizedTest
  @FieldSource("org.ringlake.jobs.invariants.Worlds#ALL")
  void noPhoneNumberIsStoredAnywhere(World world) {
    // given
    Engine engine = runOver(world);

    // when
    List<Path> leaks = StoredText.filesHoldingAny(world.phones(), engine.lakeFolder());

    // then
    assertThat(leaks).as(world.toString()).isEmpty();
    assertThat(engine.lakeFolder()).isDirectoryRecursivelyContaining("glob:**.parquet");
  }

  @Test
  void theEventsBehindEveryMeasureAreFoundInTheirFiles() {
    ExplainedEvents.assertFound(runOver(Worlds.USUAL), Worlds.USUAL, KpiCells.MEASURES);
  }

  @Test
  void theCallsThatTellWhoAttendedAreFoundInTheirFiles() {
    ExplainedEvents.assertFound(
        runOver(Worlds.WITHOUT_SHIFTS),
        Worlds.WITHOUT_SHIFTS,
        List.of(AgentDay.ATTENDED_DAYS, AgentDay.ATTENDED_WEEKS));
  }

  private static boolean isNeitherZeroNorOne(KpiValue rate) {
    return rate.value() != null
        && rate.value().signum() > 0
        && rate.value().compareTo(BigDecimal.ONE) != 0;
  }

  /** In which layer and period which KPI has such values. */
  private static Set<String> kinds(Map<KpiCell, KpiValue> values, Predicate<KpiValue> isSuch) {
    return values.entrySet().stream()
        .filter(each -> isSuch.test(each.getValue()))
        .map(Map.Entry::getKey)
        .map(cell -> "%s by %s and %s".formatted(cell.kpi(), cell.layer(), cell.period()))
        .collect(toSet());
  }

  private Engine runOver(World world) {
    return FinishedLakes.of(world, spark());
  }
}
