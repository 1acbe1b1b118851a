package org.ringlake.loyalty;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.Purchases;

/**
 * {@code gold.repurchase_curve}: which share of customers has bought again within so many calendar
 * months after the first purchase.
 *
 * <p>Grain: one row per year of the first purchase, and {@link #ALL}, and month 1 to 24. Key:
 * cohort, month. A customer is watched for as many months as were over before the as-of day, and
 * counts in those only. Columns: {@link #AT_RISK} and {@link #BOUGHT} customers in that month;
 * {@link #SHARE} of all by its end by {@link KaplanMeier}, null where nobody was watched so long;
 * {@link #LOW} and {@link #HIGH}, its 95 % band, null where the share is 0 or 1. Source: {@link
 * Purchases}.
 */
public final class RepurchaseCurve {
  public static final String NAME = "repurchase_curve";

  public static final String COHORT = "cohort";
  public static final String MONTH = "month";
  public static final String AT_RISK = "at_risk";
  public static final String BOUGHT = "bought";
  public static final String SHARE = "share";
  public static final String LOW = "low";
  public static final String HIGH = "high";

  /** The cohort of all customers. */
  public static final String ALL = "all";

  public static final StructType SCHEMA =
      new StructType()
          .add(COHORT, DataTypes.StringType, false)
          .add(MONTH, DataTypes.IntegerType, false)
          .add(AT_RISK, DataTypes.LongType, false)
          .add(BOUGHT, DataTypes.LongType, false)
          .add(SHARE, DataTypes.DoubleType)
          .add(LOW, DataTypes.DoubleType)
          .add(HIGH, DataTypes.DoubleType);

  private static final int MONTHS = 24;

  private static final String FIRST = "_first";
  private static final String SECOND = "_second";
  private static final String WATCHED = "_watched";
  private static final String CUSTOMERS = "_customers";

  private RepurchaseCurve() {}

  /**
   * The customers by year of the first purchase, months watched, and the month in which they bought
   * again, 0 where they did not: at most 625 rows a year.
   */
  public static Dataset<Row> counts(Dataset<Row> purchases, LocalDate asOf) {
    Column day = col(Purchases.DAY);
    Column first = min(day).over(Window.partitionBy(Purchases.CUSTOMER_NO));
    Column watched =
        least(greatest(monthsOver(col(FIRST), lit(asOf)), lit(0)), lit(MONTHS)).as(WATCHED);
    Column boughtIn = monthOf(col(FIRST), col(SECOND));
    return purchases
        .withColumn(FIRST, first)
        .groupBy(Purchases.CUSTOMER_NO)
        .agg(min(col(FIRST)).as(FIRST), min(when(day.gt(col(FIRST)), day)).as(SECOND))
        .select(year(col(FIRST)).as(COHORT), watched, boughtIn.as(MONTH))
        .withColumn(MONTH, when(col(MONTH).leq(col(WATCHED)), col(MONTH)).otherwise(lit(0)))
        .groupBy(COHORT, WATCHED, MONTH)
        .agg(count(lit(1)).as(CUSTOMERS));
  }

  /** The rows of the table, from {@link #counts}. */
  public static List<Row> of(List<Row> counts) {
    Map<String, KaplanMeier> cohorts = new TreeMap<>();
    for (Row row : counts) {
      for (String cohort : List.of(String.valueOf(row.<Integer>getAs(COHORT)), ALL)) {
        add(row, cohorts.computeIfAbsent(cohort, any -> new KaplanMeier(MONTHS)));
      }
    }
    List<Row> rows = new ArrayList<>();
    cohorts.forEach(
        (cohort, estimator) ->
            estimator.estimates().forEach(estimate -> rows.add(row(cohort, estimate))));
    return rows;
  }

  private static void add(Row row, KaplanMeier cohort) {
    int month = row.<Integer>getAs(MONTH);
    long customers = row.<Long>getAs(CUSTOMERS);
    if (month > 0) {
      cohort.addBuyers(month, customers);
    } else {
      cohort.addOthers(row.<Integer>getAs(WATCHED), customers);
    }
  }

  private static Row row(String cohort, KaplanMeier.Estimate estimate) {
    return RowFactory.create(
        cohort,
        estimate.month(),
        estimate.atRisk(),
        estimate.bought(),
        orNull(estimate.share()),
        orNull(estimate.low()),
        orNull(estimate.high()));
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** How many calendar months from a day on were over before another. */
  private static Column monthsOver(Column from, Column day) {
    Column months = monthsApart(from, day);
    return when(add_months(from, months).lt(day), months).otherwise(months.minus(1));
  }

  /** The first month from a day on whose last day is not before another day. */
  private static Column monthOf(Column from, Column day) {
    Column months = monthsApart(from, day);
    return when(add_months(from, months).geq(day), months).otherwise(months.plus(1));
  }

  private static Column monthsApart(Column from, Column to) {
    return year(to).minus(year(from)).multiply(12).plus(month(to)).minus(month(from));
  }
}
