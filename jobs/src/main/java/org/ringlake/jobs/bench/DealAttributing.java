package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ringlake.attribution.AttributionModels;
import org.ringlake.attribution.AttributionRules;
import org.ringlake.attribution.CreditSplit;
import org.ringlake.attribution.Credits;
import org.ringlake.attribution.CustomerWorth;
import org.ringlake.attribution.DealPaths;
import org.ringlake.attribution.MarkovFits;
import org.ringlake.attribution.PathModel;
import org.ringlake.attribution.PathTransitions;
import org.ringlake.attribution.ValueAttribution;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.Purchases;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.ReportingMoney;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.build.WorthRules;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Period;
import org.ringlake.loyalty.FirstPurchases;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;
import org.ringlake.value.CustomerValues;
import org.ringlake.value.ValueFits;
import org.ringlake.value.ValueRules;

/** The paths of deals, who is credited for them under each model, and what everybody earned. */
final class DealAttributing implements Turns.Side {
  private static final TableName CREDITS = TableName.gold(DealCredits.NAME);
  private static final TableName EARNED = TableName.gold(ValueAttribution.NAME);
  private static final TableName WORTH = TableName.gold(CustomerValues.NAME);
  private static final int MODELS = PathModel.values().length + 1;
  private static final String MONTH = "_month_start";
  private static final String NET = "_net";

  private final MadeSales sales;
  private final MadeTables tables;
  private final WorthRules rules;
  private final ReportingMoney money;

  /**
   * Makes a lake of the contacts and deals, and of what the customers are worth.
   *
   * @param folder where it lies
   */
  DealAttributing(MadeSales sales, SparkSession spark, Path folder, Configuration configuration) {
    this.sales = sales;
    this.tables = new MadeTables(Lake.at(spark, folder.toString()), configuration);
    this.rules = new WorthRules(configuration.ringlake());
    this.money = tables.money();
    tables.append(Teams.NAME, MadeRoster.teams(spark, tables.schema(Teams.NAME)));
    tables.append(Agents.NAME, sales.roster().agents(spark, tables.schema(Agents.NAME)));
    tables.append(Calls.NAME, sales.calls(spark, tables.schema(Calls.NAME)));
    tables.append(Deals.NAME, sales.deals(spark, tables.schema(Deals.NAME)));
    tables.append(Refunds.NAME, sales.refunds(spark, tables.schema(Refunds.NAME)));
    ValueRules byBgNbd = rules.values(ValueRules.Model.BG_NBD);
    ValueFits fits = ValueFits.of(purchases(), Optional.empty(), byBgNbd, MadeSales.end());
    replace(WORTH, CustomerValues.from(purchases(), Optional.empty(), fits, byBgNbd));
  }

  String subject() {
    return "%,d deals".formatted(sales.deals());
  }

  private Dataset<Row> purchases() {
    return Purchases.from(tables.deals(), tables.refunds(), money, MadeSales.end());
  }

  private void replace(TableName table, Dataset<Row> rows) {
    tables.lake().replace(table, rows, TableLayout.PLAIN);
  }

  @Override
  public Map<String, Stopwatch.Time> take() {
    StageTimes times = new StageTimes(subject());
    LocalDate asOf = MadeSales.end();
    AttributionRules attribution = rules.attribution();
    Dataset<Row> touches = DealPaths.touches(tables, attribution.touches(), asOf);
    Dataset<Row> paths =
        times.get(
            "paths",
            () ->
                DealPaths.of(
                        DealPaths.won(ClosedDeals.from(tables.deals(), money), asOf),
                        touches,
                        attribution.touches())
                    .localCheckpoint());
    Dataset<Row> steps =
        times.get(
            "steps of all paths",
            () -> PathTransitions.inOrder(PathTransitions.of(paths, touches)).localCheckpoint());
    MarkovFits fits =
        times.get(
            "Markov chains", () -> MarkovFits.of(steps.toLocalIterator(), asOf, MarkovFits.none()));
    times.run(
        CREDITS.toString(),
        () ->
            tables
                .lake()
                .replace(
                    CREDITS,
                    credits(paths, new CreditSplit(attribution, fits)),
                    new TableLayout(List.of(DealCredits.MODEL), List.of())));
    times.run(
        AttributionModels.NAME,
        () ->
            AttributionModels.of(
                fits,
                AttributionModels.monthlyTotals(tables.lake().read(CREDITS)).collectAsList()));
    times.run(
        EARNED.toString(),
        () ->
            replace(
                EARNED,
                ValueAttribution.from(
                    tables.lake().read(CREDITS), tables.teams(), attribution.touches())));
    paths.unpersist();
    steps.unpersist();
    return times.all();
  }

  private Dataset<Row> credits(Dataset<Row> paths, CreditSplit split) {
    Dataset<Row> first =
        FirstPurchases.from(
            purchases(), tables.configuration().ringlake().repurchase().window(), MadeSales.end());
    return Credits.of(
        paths,
        RefundedDeals.from(tables.refunds(), tables.deals(), tables.agents(), money),
        CustomerWorth.of(first, tables.lake().read(WORTH)),
        tables.agents(),
        split,
        MadeSales.end());
  }

  /**
   * Compares what the newest turn came to with the deals and refunds that were made: under each
   * model, all credits of a month sum to their net revenue to the cent, and in the table of what
   * everybody earned too.
   *
   * @return what was compared, in words
   * @throws JobException where they do not
   */
  String checked() {
    Map<String, BigDecimal> made =
        byMonth(
            posted(tables.deals(), col(Deals.AMOUNT))
                .unionByName(posted(tables.refunds(), col(Refunds.AMOUNT).multiply(-1))));
    Dataset<Row> credits = tables.lake().read(CREDITS);
    Dataset<Row> earned =
        tables
            .lake()
            .read(EARNED)
            .filter(col(Cell.PERIOD).equalTo(Period.MONTH.code()))
            .filter(col(Cell.LAYER).equalTo("agent"));
    int models = 0;
    for (Row model : credits.select(DealCredits.MODEL).distinct().collectAsList()) {
      Column isOfModel = col(DealCredits.MODEL).equalTo(model.getString(0));
      requireEqual(
          CREDITS,
          model.getString(0),
          byMonth(
              credits
                  .filter(isOfModel)
                  .select(
                      trunc(col(DealCredits.POSTED_ON), "month").as(MONTH),
                      col(DealCredits.NET_REVENUE).as(NET))),
          made);
      requireEqual(
          EARNED,
          model.getString(0),
          byMonth(
              earned
                  .filter(isOfModel)
                  .select(
                      col(Cell.PERIOD_START).as(MONTH), col(ValueAttribution.NET_REVENUE).as(NET))),
          made);
      models++;
    }
    if (models != MODELS) {
      throw wrong("there are credits under %d models of %d".formatted(models, MODELS));
    }
    BigDecimal all = made.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    long unattributed =
        credits
            .filter(col(DealCredits.AGENT_ID).equalTo(DealCredits.UNATTRIBUTED))
            .filter(col(DealCredits.REFUND_ID).isNull())
            .select(DealCredits.DEAL_ID)
            .distinct()
            .count();
    return "%d models credit %,.2f in each of %d months to the cent; %,d deals are nobody's"
        .formatted(models, all, made.size(), unattributed);
  }

  private static Dataset<Row> posted(Dataset<Row> rows, Column amount) {
    return rows.filter(not(col(Resolved.EVENT_DATE).gt(lit(MadeSales.end()))))
        .select(trunc(col(Resolved.EVENT_DATE), "month").as(MONTH), amount.as(NET));
  }

  private static Map<String, BigDecimal> byMonth(Dataset<Row> amounts) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    amounts
        .groupBy(MONTH)
        .agg(sum(NET).cast("decimal(20,2)"))
        .collectAsList()
        .forEach(row -> sums.put(row.get(0).toString(), row.getDecimal(1)));
    return sums;
  }

  private void requireEqual(
      TableName table, String model, Map<String, BigDecimal> is, Map<String, BigDecimal> mustBe) {
    if (!is.equals(mustBe)) {
      throw wrong(
          "under model %s %s has by month %s where deals and refunds have %s"
              .formatted(model, table, is, mustBe));
    }
  }

  private JobException wrong(String why) {
    return new JobException(
        "The credits of %s are wrong, so their times mean nothing: %s".formatted(subject(), why));
  }
}
