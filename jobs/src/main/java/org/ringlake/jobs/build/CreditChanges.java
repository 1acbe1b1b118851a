package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.DealCredits;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.measures.SilverChanges;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Teams;

/** What has changed in silver, and in the credits that are made from it. */
final class CreditChanges implements SilverChanges {
  /** What credits, and the tables with them, are made from. */
  private static final List<String> SOURCES =
      List.of(Agents.NAME, Calls.NAME, Customers.NAME, Deals.NAME, Refunds.NAME, Teams.NAME);

  private static final String SIGN = "_sign";

  private final SilverChanges silver;
  private final Building building;
  private Optional<Snapshot> credits = Optional.empty();

  CreditChanges(SilverChanges silver, Building building) {
    this.silver = silver;
    this.building = building;
  }

  /** Whether credits may be others than before. */
  boolean isAnySourceChanged() {
    return asOf().isAfter(countedUntil())
        || SOURCES.stream().anyMatch(feed -> silver.of(feed).isPresent());
  }

  /**
   * Compares the credits there are with those of a version of their table: what measures are made
   * of, under the model that customers are credited by.
   */
  void compareWith(long version) {
    Lake lake = building.lake();
    Dataset<Row> before = measured(GoldTables.read(lake, GoldTables.ATTRIBUTION_CREDIT, version));
    Dataset<Row> now = measured(GoldTables.read(lake, GoldTables.ATTRIBUTION_CREDIT));
    Dataset<Row> different =
        before
            .withColumn(SIGN, lit(-1))
            .union(now.withColumn(SIGN, lit(1)))
            .groupBy(columns())
            .agg(sum(SIGN).as(SIGN))
            .filter(col(SIGN).notEqual(0))
            .drop(SIGN);
    Snapshot found = Snapshot.of(different);
    credits = found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private Dataset<Row> measured(Dataset<Row> credits) {
    return GoldFeeds.underModel(credits, building.creditingModel())
        .filter(col(DealCredits.IS_ACQUISITION))
        .select(columns());
  }

  private static Column[] columns() {
    return List.of(
            DealCredits.DEAL_ID,
            DealCredits.AGENT_ID,
            DealCredits.TEAM_ID,
            DealCredits.WEIGHT,
            DealCredits.REPURCHASE_REVENUE,
            DealCredits.LIFETIME_VALUE,
            DealCredits.IS_MATURED,
            DealCredits.HAS_REPURCHASED,
            DealCredits.POSTED_ON)
        .stream()
        .map(functions::col)
        .toArray(Column[]::new);
  }

  @Override
  public Optional<Dataset<Row>> of(String feed) {
    return feed.equals(DealCredits.NAME) ? credits.map(Snapshot::rows) : silver.of(feed);
  }

  @Override
  public CountedDays daysOf(String feed) {
    return feed.equals(DealCredits.NAME)
        ? CountedDays.of(
            credits.map(rows -> rows.days(DealCredits.POSTED_ON)).orElse(Set.of()), asOf())
        : silver.daysOf(feed);
  }

  @Override
  public LocalDate countedUntil() {
    return silver.countedUntil();
  }

  @Override
  public LocalDate asOf() {
    return silver.asOf();
  }
}
