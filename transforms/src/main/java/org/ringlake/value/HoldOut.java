package org.ringlake.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code gold.value_check}: how many purchases each model predicted for the newest months, from
 * those before, and how many there were.
 *
 * <p>Grain: one row per model and frequency class: how often customers had bought again before, 0
 * to 6, {@code 7+}, and {@link #ALL}. Key: model, frequency_class. Columns: {@link #CUSTOMERS};
 * {@link #ACTUAL} and {@link #PREDICTED} purchases of all of them; {@link #ERROR}, predicted −
 * actual; {@link #MEAN_ABSOLUTE_ERROR} for a customer. A model without a fit has no rows.
 */
public final class HoldOut {
  public static final String NAME = "value_check";

  public static final String MODEL = "model";
  public static final String FREQUENCY_CLASS = "frequency_class";
  public static final String CUSTOMERS = "customers";
  public static final String ACTUAL = "actual";
  public static final String PREDICTED = "predicted";
  public static final String ERROR = "error";
  public static final String MEAN_ABSOLUTE_ERROR = "mean_absolute_error";

  /** The class of all customers. */
  public static final String ALL = "all";

  public static final StructType SCHEMA =
      new StructType()
          .add(MODEL, DataTypes.StringType, false)
          .add(FREQUENCY_CLASS, DataTypes.StringType, false)
          .add(CUSTOMERS, DataTypes.LongType, false)
          .add(ACTUAL, DataTypes.LongType, false)
          .add(PREDICTED, DataTypes.DoubleType, false)
          .add(ERROR, DataTypes.DoubleType, false)
          .add(MEAN_ABSOLUTE_ERROR, DataTypes.DoubleType, false);

  private static final int MANY = 7;

  private final Histories before = new Histories();
  private final List<Integer> later = new ArrayList<>();
  private final double weeks;

  /**
   * @param days how long the hold-out is
   */
  HoldOut(long days) {
    this.weeks = days / Histories.DAYS_OF_A_WEEK;
  }

  /** Adds customers who bought again so often in the hold-out. */
  void add(int x, int recencyDays, int ageDays, int purchasesLater, long customers) {
    before.add(x, recencyDays, ageDays, customers);
    later.add(purchasesLater);
  }

  /** What models are fitted to, to be tried. */
  Histories before() {
    return before;
  }

  /** How a model did. */
  Trial of(ModelFit fit, PurchaseModel model) {
    FrequencyClass[] classes = new FrequencyClass[MANY + 1];
    FrequencyClass all = new FrequencyClass();
    for (int index = 0; index <= MANY; index++) {
      classes[index] = new FrequencyClass();
    }
    Map<Long, Double> ofAlive = new HashMap<>();
    for (int row = 0; row < before.size(); row++) {
      int x = before.repeats(row);
      double age = before.age(row);
      double ifAlive =
          ofAlive.computeIfAbsent(
              (long) x << Integer.SIZE | before.ageDays(row),
              any -> model.expectedIfAlive(x, age, weeks));
      double predicted = model.aliveProbability(x, before.recency(row), age) * ifAlive;
      for (FrequencyClass each : List.of(classes[Math.min(before.repeats(row), MANY)], all)) {
        each.add(before.customers(row), later.get(row), predicted);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index <= MANY; index++) {
      if (classes[index].customers > 0) {
        rows.add(classes[index].row(fit.model(), index == MANY ? MANY + "+" : "" + index));
      }
    }
    if (all.customers > 0) {
      rows.add(all.row(fit.model(), ALL));
    }
    return new Trial(fit, all.meanAbsoluteError(), rows);
  }

  /**
   * How a model did in the hold-out.
   *
   * @param rows of the table
   */
  record Trial(ModelFit fit, Optional<Double> meanAbsoluteError, List<Row> rows) {}

  private static final class FrequencyClass {
    private long customers;
    private long actual;
    private double predicted;
    private double absoluteError;

    void add(long count, int actualOfEach, double predictedOfEach) {
      customers += count;
      actual += count * actualOfEach;
      predicted += count * predictedOfEach;
      absoluteError += count * Math.abs(predictedOfEach - actualOfEach);
    }

    Optional<Double> meanAbsoluteError() {
      return customers == 0 ? Optional.empty() : Optional.of(absoluteError / customers);
    }

    Row row(String model, String name) {
      return RowFactory.create(
          model,
          name,
          customers,
          actual,
          predicted,
          predicted - actual,
          meanAbsoluteError().orElseThrow());
    }
  }
}
