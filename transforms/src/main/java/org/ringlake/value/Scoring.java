package org.ringlake.value;

import java.io.Serial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Fills {@link CustomerValues#SCORES} in where a customer's history has none yet.
 *
 * <p>The value of a customer is Σ over months k of E[Z] · (CE(k f) − CE((k − 1) f)) / (1 + d)^k,
 * where CE is how many purchases are expected so far, E[Z] the value of one, f a month and d the
 * monthly discount. What is expected of customers who are alive depends on their frequency and age
 * alone, and is computed once for each.
 */
final class Scoring implements MapFunction<Row, Row> {
  /** A twelfth of 365.25 days. */
  static final double DAYS_OF_A_MONTH = 30.4375;

  static final double WEEKS_OF_A_MONTH = DAYS_OF_A_MONTH / Histories.DAYS_OF_A_WEEK;

  @Serial private static final long serialVersionUID = 1;

  private final ValueFits fits;
  private final ValueRules rules;
  private final Map<String, Map<Long, Outlook>> outlooks = new HashMap<>();

  Scoring(ValueFits fits, ValueRules rules) {
    this.fits = fits;
    this.rules = rules;
  }

  /**
   * What is expected of customers who are alive.
   *
   * @param discounted purchases up to the horizon, later ones counting for less
   */
  private record Outlook(double sixMonths, double twelveMonths, double discounted)
      implements java.io.Serializable {}

  @Override
  public Row call(Row customer) {
    int score = customer.fieldIndex(CustomerValues.MODEL);
    if (!customer.isNullAt(score + 1)) {
      return customer;
    }
    String segment = customer.getAs(CustomerValues.SEGMENT);
    Object[] cells = new Object[customer.size()];
    for (int cell = 0; cell < customer.size(); cell++) {
      cells[cell] = customer.get(cell);
    }
    Valuations.Kind kind = fits.valuations().kind(segment);
    cells[score] = kind == Valuations.Kind.NONE ? null : fits.model();
    cells[score + 1] = kind.code();
    fits.valuations()
        .of(segment)
        .ifPresent(valuation -> score(customer, segment, valuation, cells, score + 2));
    return RowFactory.create(cells);
  }

  private void score(
      Row customer, String segment, Valuations.Valuation valuation, Object[] cells, int at) {
    int frequency = customer.<Integer>getAs(CustomerValues.FREQUENCY);
    int age = customer.<Integer>getAs(CustomerValues.AGE_DAYS);
    int recency = customer.<Integer>getAs(CustomerValues.RECENCY_DAYS);
    PurchaseModel model = valuation.purchases();
    double alive =
        model.aliveProbability(
            frequency, recency / Histories.DAYS_OF_A_WEEK, age / Histories.DAYS_OF_A_WEEK);
    Outlook outlook =
        outlooks
            .computeIfAbsent(segment, any -> new HashMap<>())
            .computeIfAbsent(
                (long) frequency << Integer.SIZE | age,
                any -> outlook(model, frequency, age / Histories.DAYS_OF_A_WEEK));
    cells[at] = alive;
    cells[at + 1] = alive * outlook.sixMonths();
    cells[at + 2] = alive * outlook.twelveMonths();
    double purchases = alive * outlook.discounted();
    valuation
        .values()
        .map(values -> purchases * valueOfOne(customer, frequency, values))
        .ifPresent(
            value -> cells[at + 3] = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP));
  }

  private static double valueOfOne(Row customer, int frequency, GammaGamma values) {
    BigDecimal mean = customer.getAs(CustomerValues.MONETARY);
    return values.expectedValue(frequency, mean == null ? 0 : Math.max(0, mean.doubleValue()));
  }

  private Outlook outlook(PurchaseModel model, int frequency, double age) {
    double before = 0;
    double discounted = 0;
    for (int month = 1; month <= rules.horizonMonths(); month++) {
      double soFar = model.expectedIfAlive(frequency, age, month * WEEKS_OF_A_MONTH);
      discounted += (soFar - before) / StrictMath.pow(1 + rules.monthlyDiscount(), month);
      before = soFar;
    }
    return new Outlook(
        model.expectedIfAlive(frequency, age, 6 * WEEKS_OF_A_MONTH),
        model.expectedIfAlive(frequency, age, 12 * WEEKS_OF_A_MONTH),
        discounted);
  }
}
