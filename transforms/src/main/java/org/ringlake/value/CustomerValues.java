package org.ringlake.value;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.Purchases;

/**
 * {@code gold.customer_value}: what each customer has brought so far, and is expected to bring.
 *
 * <p>Grain: one row per customer who bought. Key: customer_key. A customer is valued on {@link
 * #VALUED_ON}, the day of the fit or that of their newest purchase, whichever is later: all
 * purchases are realised, and predicted is what comes after. Units: {@link #FREQUENCY} is purchases
 * after the first, {@link #RECENCY_DAYS} from the first to the newest, {@link #AGE_DAYS} from the
 * first to the valuation; money is in the reporting currency, net of refunds; {@link #MONETARY} is
 * the mean of the purchases after the first, null where there is none; scores are made from these
 * columns. What the fit cannot say is null, and {@link #FIT} is {@code none} where there is no fit
 * at all. Source: {@link Purchases}, {@link ValueFits}.
 */
public final class CustomerValues {
  public static final String NAME = "customer_value";

  public static final String CUSTOMER_KEY = Purchases.CUSTOMER_KEY;
  public static final String CUSTOMER_ID = Purchases.CUSTOMER_ID;
  public static final String CUSTOMER_NO = Purchases.CUSTOMER_NO;
  public static final String SEGMENT = Segments.SEGMENT;
  public static final String MODEL = "model";
  public static final String FIT = "fit";
  public static final String FREQUENCY = "frequency";
  public static final String RECENCY_DAYS = "recency_days";
  public static final String AGE_DAYS = "age_days";
  public static final String MONETARY = "monetary";
  public static final String P_ALIVE = "p_alive";
  public static final String EXPECTED_6M = "expected_purchases_6m";
  public static final String EXPECTED_12M = "expected_purchases_12m";
  public static final String REALISED_VALUE = "realised_value";
  public static final String REALISED_MARGIN = "realised_margin";
  public static final String PREDICTED_VALUE = "predicted_value";
  public static final String LIFETIME_VALUE = "lifetime_value";
  public static final String FIRST_PURCHASE_ON = "first_purchase_on";
  public static final String VALUED_ON = "valued_on";

  private static final String NET_MINOR = Purchases.NET_MINOR;
  private static final String REPEAT_MINOR = "_repeat_minor";
  private static final String NEWEST = "_newest";
  private static final String MONEY = "decimal(18,2)";
  private static final DataType DECIMAL = DataTypes.createDecimalType(18, 2);

  /** What {@link Scoring} fills in, the last columns of what it is given. */
  static final StructType SCORES =
      new StructType()
          .add(MODEL, DataTypes.StringType)
          .add(FIT, DataTypes.StringType)
          .add(P_ALIVE, DataTypes.DoubleType)
          .add(EXPECTED_6M, DataTypes.DoubleType)
          .add(EXPECTED_12M, DataTypes.DoubleType)
          .add(PREDICTED_VALUE, DECIMAL);

  /** What a customer's scores depend on, besides fits and rules. */
  private static final List<String> INPUTS =
      List.of(SEGMENT, FREQUENCY, RECENCY_DAYS, AGE_DAYS, MONETARY);

  private CustomerValues() {}

  /** The values of all customers. */
  public static Dataset<Row> from(
      Dataset<Row> purchases, Optional<Dataset<Row>> segments, ValueFits fits, ValueRules rules) {
    Dataset<Row> histories = histories(purchases, segments, fits);
    for (StructField score : SCORES.fields()) {
      histories = histories.withColumn(score.name(), lit(null).cast(score.dataType()));
    }
    // what is expected of one frequency and age is computed once, in the task that has them all
    return scored(histories.repartition(col(SEGMENT), col(FREQUENCY), col(AGE_DAYS)), fits, rules);
  }

  /**
   * The same, where only customers are scored for whom something has changed that scores depend on.
   *
   * @param before rows of this table that were made by the same fits and rules
   */
  public static Dataset<Row> from(
      Dataset<Row> purchases,
      Optional<Dataset<Row>> segments,
      ValueFits fits,
      ValueRules rules,
      Dataset<Row> before) {
    Dataset<Row> histories = histories(purchases, segments, fits);
    Column isSame =
        INPUTS.stream()
            .map(input -> histories.col(input).eqNullSafe(before.col(input)))
            .reduce(histories.col(CUSTOMER_NO).equalTo(before.col(CUSTOMER_NO)), Column::and);
    Stream<Column> columns =
        Stream.concat(
            Arrays.stream(histories.columns()).map(histories::col),
            Arrays.stream(SCORES.fieldNames()).map(before::col));
    // left, one to at most one: both have a row per customer
    return scored(
        histories.join(before, isSame, "left").select(columns.toArray(Column[]::new)), fits, rules);
  }

  private static Dataset<Row> scored(Dataset<Row> histories, ValueFits fits, ValueRules rules) {
    Column realised = inUnits(Purchases.REALISED_MINOR);
    return histories
        .map(new Scoring(fits, rules), Encoders.row(histories.schema()))
        .select(
            col(CUSTOMER_KEY),
            col(CUSTOMER_ID),
            col(CUSTOMER_NO),
            col(SEGMENT),
            col(MODEL),
            col(FIT),
            col(FREQUENCY),
            col(RECENCY_DAYS),
            col(AGE_DAYS),
            col(MONETARY),
            col(P_ALIVE),
            col(EXPECTED_6M),
            col(EXPECTED_12M),
            realised.as(REALISED_VALUE),
            inUnits(Purchases.REALISED_MARGIN_MINOR).as(REALISED_MARGIN),
            col(PREDICTED_VALUE),
            realised.plus(col(PREDICTED_VALUE)).cast(MONEY).as(LIFETIME_VALUE),
            col(FIRST_PURCHASE_ON),
            col(VALUED_ON));
  }

  private static Column inUnits(String minor) {
    return col(minor).cast("decimal(20,0)").divide(100).cast(MONEY);
  }

  private static Dataset<Row> histories(
      Dataset<Row> purchases, Optional<Dataset<Row>> segments, ValueFits fits) {
    Column day = col(Purchases.DAY);
    Column firstDay = min(day).over(Window.partitionBy(CUSTOMER_NO));
    Column isAgain = day.gt(col(FIRST_PURCHASE_ON));
    Column meanOfRepeats = inUnits(REPEAT_MINOR).divide(col(FREQUENCY)).cast(MONEY);
    Dataset<Row> ofCustomers =
        purchases
            .withColumn(FIRST_PURCHASE_ON, firstDay)
            .groupBy(CUSTOMER_NO)
            .agg(
                max(CUSTOMER_KEY).as(CUSTOMER_KEY),
                max(CUSTOMER_ID).as(CUSTOMER_ID),
                min(FIRST_PURCHASE_ON).as(FIRST_PURCHASE_ON),
                count(lit(1)).minus(1).cast("int").as(FREQUENCY),
                max(day).as(NEWEST),
                max(Purchases.REALISED_MINOR).as(Purchases.REALISED_MINOR),
                max(Purchases.REALISED_MARGIN_MINOR).as(Purchases.REALISED_MARGIN_MINOR),
                coalesce(sum(when(isAgain, col(NET_MINOR))), lit(0L)).as(REPEAT_MINOR))
            .withColumn(VALUED_ON, greatest(col(NEWEST), lit(fits.fitDay())))
            .withColumn(RECENCY_DAYS, date_diff(col(NEWEST), col(FIRST_PURCHASE_ON)))
            .withColumn(AGE_DAYS, date_diff(col(VALUED_ON), col(FIRST_PURCHASE_ON)))
            .withColumn(MONETARY, when(col(FREQUENCY).gt(0), meanOfRepeats))
            .drop(NEWEST, REPEAT_MINOR);
    return Segments.with(ofCustomers, segments);
  }
}
