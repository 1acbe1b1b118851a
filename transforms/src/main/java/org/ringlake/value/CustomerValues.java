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

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
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
 * the mean of the purchases after the first, null where there is none. What the fit cannot say is
 * null, and {@link #FIT} is {@code none} where there is no fit at all. Source: {@link Purchases},
 * {@link ValueFits}.
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

  static final String NET_MINOR = Purchases.NET_MINOR;
  static final String REPEAT_MINOR = "_repeat_minor";

  private static final String NEWEST = "_newest";
  private static final String MONEY = "decimal(18,2)";
  private static final DataType DECIMAL = DataTypes.createDecimalType(18, 2);

  /** What {@link Scoring} adds. */
  static final StructType SCORES =
      new StructType()
          .add(MODEL, DataTypes.StringType)
          .add(FIT, DataTypes.StringType, false)
          .add(P_ALIVE, DataTypes.DoubleType)
          .add(EXPECTED_6M, DataTypes.DoubleType)
          .add(EXPECTED_12M, DataTypes.DoubleType)
          .add(PREDICTED_VALUE, DECIMAL);

  private CustomerValues() {}

  public static Dataset<Row> from(
      Dataset<Row> purchases, Optional<Dataset<Row>> segments, ValueFits fits, ValueRules rules) {
    Dataset<Row> histories = Segments.with(histories(purchases, fits), segments);
    StructType scored = histories.schema();
    for (var field : SCORES.fields()) {
      scored = scored.add(field);
    }
    Column realised = inUnits(NET_MINOR);
    // what is expected of one frequency and age is computed once, in the task that has them all
    return histories
        .repartition(col(SEGMENT), col(FREQUENCY), col(AGE_DAYS))
        .map(new Scoring(fits, rules), Encoders.row(scored))
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
            when(col(FREQUENCY).gt(0), inUnits(REPEAT_MINOR).divide(col(FREQUENCY)))
                .cast(MONEY)
                .as(MONETARY),
            col(P_ALIVE),
            col(EXPECTED_6M),
            col(EXPECTED_12M),
            realised.as(REALISED_VALUE),
            col(NET_MINOR)
                .minus(col(Purchases.COST_MINOR))
                .cast("decimal(20,0)")
                .divide(100)
                .cast(MONEY)
                .as(REALISED_MARGIN),
            col(PREDICTED_VALUE),
            realised.plus(col(PREDICTED_VALUE)).cast(MONEY).as(LIFETIME_VALUE),
            col(FIRST_PURCHASE_ON),
            col(VALUED_ON));
  }

  private static Column inUnits(String minor) {
    return col(minor).cast("decimal(20,0)").divide(100).cast(MONEY);
  }

  private static Dataset<Row> histories(Dataset<Row> purchases, ValueFits fits) {
    Column day = col(Purchases.DAY);
    Column firstDay = min(day).over(Window.partitionBy(CUSTOMER_NO));
    Column isAgain = day.gt(col(FIRST_PURCHASE_ON));
    return purchases
        .withColumn(FIRST_PURCHASE_ON, firstDay)
        .groupBy(CUSTOMER_NO)
        .agg(
            max(CUSTOMER_KEY).as(CUSTOMER_KEY),
            max(CUSTOMER_ID).as(CUSTOMER_ID),
            min(FIRST_PURCHASE_ON).as(FIRST_PURCHASE_ON),
            count(lit(1)).minus(1).cast("int").as(FREQUENCY),
            max(day).as(NEWEST),
            sum(NET_MINOR).as(NET_MINOR),
            coalesce(sum(when(isAgain, col(NET_MINOR))), lit(0L)).as(REPEAT_MINOR),
            sum(Purchases.COST_MINOR).as(Purchases.COST_MINOR))
        .withColumn(VALUED_ON, greatest(col(NEWEST), lit(fits.fitDay())))
        .withColumn(RECENCY_DAYS, date_diff(col(NEWEST), col(FIRST_PURCHASE_ON)))
        .withColumn(AGE_DAYS, date_diff(col(VALUED_ON), col(FIRST_PURCHASE_ON)))
        .drop(NEWEST);
  }
}
