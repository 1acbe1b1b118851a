package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.Purchases;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.build.WorthRules;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Deals;
import org.ringlake.value.CustomerValues;
import org.ringlake.value.HoldOut;
import org.ringlake.value.ValueFits;
import org.ringlake.value.ValueRules;

/** Customers' purchases from their deals, the models fitted to them, and what each is worth. */
final class CustomerValuing implements Turns.Side {
  private static final TableName VALUES = TableName.gold(CustomerValues.NAME);
  private static final TableName MODELS = TableName.gold(ValueFits.NAME);
  private static final TableName CHECKS = TableName.gold(HoldOut.NAME);

  /** By how much estimates may be off, beside what comes of drawing only so many customers. */
  private static final double TOLERANCE = 0.02;

  private static final double DEVIATIONS = 6;

  private final MadeBuyers buyers;
  private final MadeTables tables;
  private final WorthRules rules;

  /**
   * Makes a lake of the customers' deals.
   *
   * @param folder where it lies
   */
  CustomerValuing(MadeBuyers buyers, SparkSession spark, Path folder, Configuration configuration) {
    this.buyers = buyers;
    this.tables = new MadeTables(Lake.at(spark, folder.toString()), configuration);
    this.rules = new WorthRules(configuration.ringlake());
    tables.append(Deals.NAME, buyers.deals(spark, tables.schema(Deals.NAME)));
  }

  String subject() {
    return "%,d customers".formatted(buyers.customers());
  }

  @Override
  public Map<String, Stopwatch.Time> take() {
    StageTimes times = new StageTimes(subject());
    Dataset<Row> purchases = times.get("purchases", () -> purchases().localCheckpoint());
    times.run(
        fitsOf(ValueRules.Model.PARETO_NBD),
        () -> fits(purchases, rules.values(ValueRules.Model.PARETO_NBD)));
    ValueRules byBgNbd = rules.values(ValueRules.Model.BG_NBD);
    ValueFits fits = times.get(fitsOf(ValueRules.Model.BG_NBD), () -> fits(purchases, byBgNbd));
    times.run(
        VALUES.toString(),
        () -> replace(VALUES, CustomerValues.from(purchases, Optional.empty(), fits, byBgNbd)));
    ValueFits.Tables published = fits.tables().orElseThrow();
    replace(MODELS, published.models(), ValueFits.SCHEMA);
    replace(CHECKS, published.checks(), HoldOut.SCHEMA);
    purchases.unpersist();
    return times.all();
  }

  private Dataset<Row> purchases() {
    return Purchases.from(tables.deals(), tables.refunds(), tables.money(), MadeBuyers.end());
  }

  private static String fitsOf(ValueRules.Model model) {
    return "fits, value.model %s".formatted(model.code());
  }

  private static ValueFits fits(Dataset<Row> purchases, ValueRules rules) {
    return ValueFits.of(purchases, Optional.empty(), rules, MadeBuyers.end());
  }

  private void replace(TableName table, List<Row> rows, StructType schema) {
    replace(table, tables.lake().spark().createDataFrame(rows, schema));
  }

  private void replace(TableName table, Dataset<Row> rows) {
    tables.lake().replace(table, rows, TableLayout.PLAIN);
  }

  /**
   * Compares what the newest turn came to with the customers that were made.
   *
   * @return what was compared, in words
   * @throws JobException where it is not what it must be
   */
  String checked() {
    BigDecimal amount = tables.deals().agg(sum(Deals.AMOUNT)).first().getDecimal(0);
    Row valued =
        tables
            .lake()
            .read(VALUES)
            .agg(
                count(lit(1)),
                count(col(CustomerValues.PREDICTED_VALUE)),
                sum(CustomerValues.REALISED_VALUE))
            .first();
    require("customers", valued.getLong(0), buyers.customers());
    require("customers with a prediction", valued.getLong(1), buyers.customers());
    require("cents realised", minor(valued.getDecimal(2)), minor(amount));
    Row holdOut = holdOut();
    double predicted = holdOut.<Double>getAs(HoldOut.PREDICTED);
    long actual = holdOut.<Long>getAs(HoldOut.ACTUAL);
    requireNear("purchases in the hold-out", predicted, actual, actual);
    double mean = meanValue();
    requireNear("the mean value of a purchase", mean, MadeBuyers.MEAN_VALUE, buyers.customers());
    return String.format(
        Locale.ROOT,
        "%s brought %,.2f; %,.0f of %,d purchases predicted; mean value %.2f of %.2f",
        subject(),
        amount,
        predicted,
        actual,
        mean,
        MadeBuyers.MEAN_VALUE);
  }

  private Row holdOut() {
    List<Row> rows =
        tables
            .lake()
            .read(CHECKS)
            .filter(col(HoldOut.MODEL).equalTo(ValueRules.Model.BG_NBD.code()))
            .filter(col(HoldOut.FREQUENCY_CLASS).equalTo(HoldOut.ALL))
            .collectAsList();
    require("fits tried on the hold-out", rows.size(), 1);
    return rows.get(0);
  }

  private double meanValue() {
    return parameter("p") * parameter("gamma") / (parameter("q") - 1);
  }

  private double parameter(String name) {
    return tables
        .lake()
        .read(MODELS)
        .filter(col(ValueFits.MODEL).equalTo("gamma_gamma"))
        .filter(col(ValueFits.PARAMETER).equalTo(name))
        .select(ValueFits.VALUE)
        .first()
        .getDouble(0);
  }

  private static long minor(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  private void require(String what, long is, long mustBe) {
    if (is != mustBe) {
      throw wrong("%,d %s where %,d were made".formatted(is, what, mustBe));
    }
  }

  private void requireNear(String what, double is, double mustBe, long cases) {
    if (!(Math.abs(is / mustBe - 1) <= TOLERANCE + DEVIATIONS / Math.sqrt(cases))) {
      throw wrong("%s come out as %,.2f where %,.2f were made".formatted(what, is, mustBe));
    }
  }

  private JobException wrong(String why) {
    return new JobException(
        "The values of %s are wrong, so their times mean nothing: %s".formatted(subject(), why));
  }
}
