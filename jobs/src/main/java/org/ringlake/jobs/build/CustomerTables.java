package org.ringlake.jobs.build;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.ringlake.attribution.AttributionModels;
import org.ringlake.attribution.AttributionRules;
import org.ringlake.attribution.CreditSplit;
import org.ringlake.attribution.Credits;
import org.ringlake.attribution.CustomerWorth;
import org.ringlake.attribution.DealPaths;
import org.ringlake.attribution.MarkovFits;
import org.ringlake.attribution.PathTransitions;
import org.ringlake.attribution.TouchRules;
import org.ringlake.attribution.ValueAttribution;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.Purchases;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.ReportingMoney;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.loyalty.FirstPurchases;
import org.ringlake.loyalty.RepurchaseCurve;
import org.ringlake.loyalty.Repurchases;
import org.ringlake.value.CustomerValues;
import org.ringlake.value.HoldOut;
import org.ringlake.value.Segments;
import org.ringlake.value.ValueFits;
import org.ringlake.value.ValueRules;

/**
 * Makes the tables about customers' worth and who earned it, from all deals and the calls before
 * them: a customer's story has no day on which it could be cut.
 */
final class CustomerTables {
  private final Building building;
  private final Lake lake;
  private final SilverFeeds silver;
  private final RinglakeConfig configuration;
  private final WorthRules rules;
  private final LocalDate asOf;
  private final List<TableName> written = new ArrayList<>();
  private final List<TableName> refitted = new ArrayList<>();
  private boolean isUpdate;

  CustomerTables(Building building) {
    this.building = building;
    this.lake = building.lake();
    this.silver = building.silver();
    this.configuration = building.configuration().ringlake();
    this.rules = new WorthRules(configuration);
    this.asOf = building.asOf();
  }

  /**
   * What became of the tables.
   *
   * @param written those written
   * @param refitted those of fits that say something else than before
   */
  record Made(List<TableName> written, List<TableName> refitted) {}

  /** Makes all of them again. */
  Made replace() {
    if (building.knowsWorth()) {
      make();
    } else {
      empty();
    }
    return new Made(written, refitted);
  }

  /** Brings up to date what was made under the same configuration. */
  Made update() {
    isUpdate = true;
    make();
    return new Made(written, refitted);
  }

  private void make() {
    ReportingMoney money = building.rules().money();
    building.progress().stage(GoldTables.CUSTOMER_VALUE.toString());
    Dataset<Row> purchases = purchases(money, asOf);
    LocalDate fitDay = ValueFits.day(asOf);
    values(purchases, fitDay.equals(asOf) ? purchases : purchases(money, fitDay));
    building.progress().stage(GoldTables.ATTRIBUTION_CREDIT.toString());
    Dataset<Row> first =
        Snapshot.of(FirstPurchases.from(purchases, configuration.repurchase().window(), asOf))
            .rows();
    Dataset<Row> credits = credits(money, first);
    building.progress().stage(GoldTables.VALUE_ATTRIBUTION.toString());
    replace(
        GoldTables.VALUE_ATTRIBUTION,
        ValueAttribution.from(credits, silver.teams(), rules.attribution().touches()),
        TableLayout.PLAIN);
    replace(GoldTables.REPURCHASE, Repurchases.from(credits, silver.teams()), TableLayout.PLAIN);
    replaceIfOther(
        GoldTables.REPURCHASE_CURVE,
        RepurchaseCurve.of(RepurchaseCurve.counts(purchases, asOf).collectAsList()),
        RepurchaseCurve.SCHEMA);
  }

  private Dataset<Row> purchases(ReportingMoney money, LocalDate by) {
    return Snapshot.of(Purchases.from(silver.deals(), silver.refunds(), money, by)).rows();
  }

  /** What other settings made is no longer true. */
  private void empty() {
    for (TableName table : GoldTables.OF_CUSTOMERS) {
      if (lake.exists(table)) {
        Dataset<Row> rows = lake.readSmall(table, 1);
        if (!rows.isEmpty()) {
          lake.replace(table, rows.limit(0), TableLayout.PLAIN);
        }
      }
    }
  }

  private void values(Dataset<Row> purchases, Dataset<Row> byFitDay) {
    ValueRules ofValues = rules.values();
    Optional<Dataset<Row>> segments = Segments.of(silver.customers(), ofValues.segments());
    ValueFits fits =
        isUpdate
            ? ValueFits.of(byFitDay, segments, ofValues, asOf, fitted(GoldTables.VALUE_MODEL))
            : ValueFits.of(byFitDay, segments, ofValues, asOf);
    fits.tables()
        .ifPresent(
            tables -> {
              replaceFits(GoldTables.VALUE_MODEL, tables.models(), ValueFits.SCHEMA);
              replaceIfOther(GoldTables.VALUE_CHECK, tables.checks(), HoldOut.SCHEMA);
            });
    boolean isFittedAlike = isUpdate && !refitted.contains(GoldTables.VALUE_MODEL);
    replace(
        GoldTables.CUSTOMER_VALUE,
        isFittedAlike
            ? CustomerValues.from(
                purchases,
                segments,
                fits,
                ofValues,
                GoldTables.read(lake, GoldTables.CUSTOMER_VALUE))
            : CustomerValues.from(purchases, segments, fits, ofValues),
        TableLayout.PLAIN);
  }

  /** The credits as they were written. */
  private Dataset<Row> credits(ReportingMoney money, Dataset<Row> firstPurchases) {
    AttributionRules ofDeals = rules.attribution();
    TouchRules touchRules = ofDeals.touches();
    Dataset<Row> touches = DealPaths.touches(silver, touchRules, asOf);
    Dataset<Row> won = DealPaths.won(ClosedDeals.from(silver.deals(), money), asOf);
    Dataset<Row> paths = Snapshot.of(DealPaths.of(won, touches, touchRules)).rows();
    MarkovFits fits =
        MarkovFits.of(
            PathTransitions.inOrder(PathTransitions.of(paths, touches)).toLocalIterator(),
            asOf,
            isUpdate
                ? AttributionModels.fits(fitted(GoldTables.ATTRIBUTION_MODEL))
                : MarkovFits.none());
    replace(
        GoldTables.ATTRIBUTION_CREDIT,
        Credits.of(
            paths,
            RefundedDeals.from(silver.refunds(), silver.deals(), silver.agents(), money),
            CustomerWorth.of(firstPurchases, GoldTables.read(lake, GoldTables.CUSTOMER_VALUE)),
            silver.agents(),
            new CreditSplit(ofDeals, fits),
            asOf),
        GoldTables.BY_MODEL);
    Dataset<Row> credits = GoldTables.read(lake, GoldTables.ATTRIBUTION_CREDIT);
    replaceFits(
        GoldTables.ATTRIBUTION_MODEL,
        AttributionModels.of(fits, AttributionModels.monthlyTotals(credits).collectAsList()),
        AttributionModels.SCHEMA);
    return credits;
  }

  private void replaceFits(TableName table, List<Row> rows, StructType schema) {
    boolean isFirst = !lake.exists(table);
    if (replaceIfOther(table, rows, schema) && !isFirst) {
      refitted.add(table);
    }
  }

  /**
   * Whether the rows are others than those there are. An update leaves a table alone that says the
   * same.
   */
  private boolean replaceIfOther(TableName table, List<Row> rows, StructType schema) {
    boolean isOther =
        !lake.exists(table) || !texts(fitted(table).collectAsList()).equals(texts(rows));
    if (isOther || !isUpdate) {
      Dataset<Row> few = lake.spark().createDataFrame(rows, schema).coalesce(1);
      replace(table, few, TableLayout.PLAIN);
    }
    return isOther;
  }

  /** A table of fits, which the driver holds while they are made. */
  private Dataset<Row> fitted(TableName table) {
    return lake.readSmall(table, Integer.MAX_VALUE);
  }

  private static Set<String> texts(List<Row> rows) {
    return rows.stream().map(Row::toString).collect(Collectors.toSet());
  }

  private void replace(TableName table, Dataset<Row> rows, TableLayout layout) {
    lake.replace(table, rows, layout);
    written.add(table);
  }
}
