package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.SilverRows;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;

/**
 * Customers who buy as the BG/NBD model says, for values of the gamma-gamma model, under parameters
 * that need no sampler: r = 1 and a = 1, p = 2 and q = 3. Each comes on any day of three years.
 * Same number and seed, same customers.
 *
 * @param customers how many there are, each with one won deal at least
 * @param seed another one makes others
 */
record MadeBuyers(long customers, long seed) {
  /** What values of purchases are on average, in units of the currency. */
  static final double MEAN_VALUE = 300;

  private static final int DAYS = 1096;
  private static final double ALPHA_DAYS = 40 * 7;
  private static final double B = 3;
  private static final long CUSTOMERS_OF_A_TASK = 200_000;

  private static final String CUSTOMER = "_customer";
  private static final String PURCHASE = "_purchase";
  private static final String DAY = "_day";
  private static final String MINOR = "_minor";
  private static final StructType PURCHASES =
      new StructType()
          .add(CUSTOMER, DataTypes.IntegerType, false)
          .add(PURCHASE, DataTypes.IntegerType, false)
          .add(DAY, DataTypes.IntegerType, false)
          .add(MINOR, DataTypes.LongType, false);

  /** The last day on which anybody buys. */
  static LocalDate end() {
    return MadeCentre.end();
  }

  /** Their deals. */
  Dataset<Row> deals(SparkSession spark, StructType schema) {
    int tasks = (int) Math.max(1, customers / CUSTOMERS_OF_A_TASK);
    Dataset<Row> purchases =
        spark
            .range(0, customers, 1, tasks)
            .flatMap(new Buying(seed), Encoders.row(PURCHASES))
            .withColumn(Resolved.EVENT_DATE, date_add(lit(end().minusDays(DAYS)), col(DAY)));
    Column customer = MadeRows.named("K", 9, col(CUSTOMER));
    Column closed = col(Resolved.EVENT_DATE).cast("timestamp");
    Map<String, Column> known = new HashMap<>();
    known.put(Deals.DEAL_ID, concat(lit("D"), col(CUSTOMER), lit("-"), col(PURCHASE)));
    known.put(Deals.STATUS, lit(Deals.WON));
    known.put(Deals.AMOUNT, col(MINOR).divide(100));
    known.put(Deals.CLOSED_AT, closed);
    known.put(Deals.CUSTOMER_ID, customer);
    known.put(Resolved.CUSTOMER_KEY, sha2(customer.cast("binary"), 256));
    known.put(Resolved.CUSTOMER_NO, col(CUSTOMER));
    known.put(Resolved.EVENT_DATE, col(Resolved.EVENT_DATE));
    known.put(Resolved.UPDATED_AT, closed);
    known.put(Passage.FILE_ID, sha2(lit(Deals.NAME).cast("binary"), 256));
    known.put(Passage.SOURCE, lit(Deals.NAME));
    known.put(SilverRows.MONTH, MadeRows.month(Resolved.EVENT_DATE));
    return MadeRows.typed(purchases, schema, known);
  }

  /** What a customer buys, from their number alone. */
  private static final class Buying implements FlatMapFunction<Long, Row>, Serializable {
    @Serial private static final long serialVersionUID = 1;

    private final long seed;

    Buying(long seed) {
      this.seed = seed;
    }

    @Override
    public Iterator<Row> call(Long customer) {
      SplittableRandom random = new SplittableRandom(seed << Integer.SIZE ^ customer);
      double wait = ALPHA_DAYS / exponential(random);
      double loss = -StrictMath.expm1(-exponential(random) / B);
      double scale = MEAN_VALUE / (exponential(random) + exponential(random) + exponential(random));
      List<Row> purchases = new ArrayList<>();
      double day = random.nextDouble() * DAYS;
      boolean isLost = false;
      while (!isLost && day < DAYS) {
        double value = scale * (exponential(random) + exponential(random));
        purchases.add(
            RowFactory.create(
                customer.intValue(),
                purchases.size(),
                (int) day,
                Math.max(1, Math.round(100 * value))));
        isLost = purchases.size() > 1 && random.nextDouble() < loss;
        day += wait * exponential(random);
      }
      return purchases.iterator();
    }

    private static double exponential(SplittableRandom random) {
      return -StrictMath.log(1 - random.nextDouble());
    }
  }
}
