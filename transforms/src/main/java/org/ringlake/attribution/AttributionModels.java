package org.ringlake.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.DealCredits;

/**
 * {@code gold.attribution_model}: what the Markov chain of each month's end says of each agent.
 *
 * <p>Grain: one row per month's last day and agent on any path up to it. Key: model, agent_id,
 * fitted_as_of. Columns: {@link #REMOVAL_EFFECT}, the share of conversions that would be lost if
 * whoever came to the agent went away; {@link #SHARE} of all effects; and the classical credit,
 * that share of all {@link #CONVERSIONS} with a path and of their {@link #VALUE} (net revenue
 * posted up to that day). {@link #FITTED_TO}: a hash of all steps of the paths; as long as it is
 * the same, so are the effects.
 */
public final class AttributionModels {
  public static final String NAME = "attribution_model";

  public static final String REMOVAL_EFFECT = "removal_effect";
  public static final String SHARE = "share";
  public static final String CONVERSIONS = "conversions";
  public static final String VALUE = "value";
  public static final String FITTED_AS_OF = "fitted_as_of";
  public static final String FITTED_TO = "fitted_to";

  public static final StructType SCHEMA =
      new StructType()
          .add(DealCredits.MODEL, DataTypes.StringType, false)
          .add(DealCredits.AGENT_ID, DataTypes.StringType, false)
          .add(REMOVAL_EFFECT, DataTypes.DoubleType, false)
          .add(SHARE, DataTypes.DoubleType, false)
          .add(CONVERSIONS, DataTypes.DoubleType, false)
          .add(VALUE, DataTypes.DoubleType, false)
          .add(FITTED_AS_OF, DataTypes.DateType, false)
          .add(FITTED_TO, DataTypes.StringType, false);

  private AttributionModels() {}

  /**
   * What was attributed in each month: a row of the month, conversions and their net revenue.
   *
   * @param credits rows of {@link DealCredits}
   */
  public static Dataset<Row> monthlyTotals(Dataset<Row> credits) {
    return credits
        .filter(col(DealCredits.MODEL).equalTo(MarkovFits.MODEL))
        .filter(not(col(DealCredits.AGENT_ID).equalTo(DealCredits.UNATTRIBUTED)))
        .groupBy(PathTransitions.index(col(DealCredits.POSTED_ON)).as(PathTransitions.MONTH))
        .agg(sum(DealCredits.WEIGHT).as(CONVERSIONS), sum(DealCredits.NET_REVENUE).as(VALUE));
  }

  /** The rows of the table, which have dates as {@link LocalDate}. */
  public static List<Row> of(MarkovFits fits, List<Row> monthlyTotals) {
    TreeMap<Integer, Row> totals = new TreeMap<>();
    monthlyTotals.forEach(row -> totals.put(row.<Integer>getAs(PathTransitions.MONTH), row));
    List<Row> rows = new ArrayList<>();
    fits.byMonth()
        .forEach(
            (month, fit) -> {
              BigDecimal conversions = upTo(month, totals, CONVERSIONS);
              BigDecimal value = upTo(month, totals, VALUE);
              rows.addAll(rows(month, fit, conversions.doubleValue(), value.doubleValue()));
            });
    return rows;
  }

  /**
   * The fits that rows of the table are of.
   *
   * @param table may have been made before it told what its fits were made to: then there are none
   */
  public static MarkovFits fits(Dataset<Row> table) {
    if (!List.of(table.columns()).contains(FITTED_TO)) {
      return MarkovFits.none();
    }
    Map<Integer, Map<String, Double>> effects = new TreeMap<>();
    Map<Integer, String> fittedTo = new TreeMap<>();
    // agents by months, as the driver holds them while they are fitted
    for (Row row : table.collectAsList()) {
      LocalDate lastDay = LocalDate.parse(row.getAs(FITTED_AS_OF).toString());
      int month = PathTransitions.index(YearMonth.from(lastDay));
      effects
          .computeIfAbsent(month, any -> new TreeMap<>())
          .put(row.getAs(DealCredits.AGENT_ID), row.getAs(REMOVAL_EFFECT));
      fittedTo.put(month, row.getAs(FITTED_TO));
    }
    Map<Integer, MarkovFit> fits = new TreeMap<>();
    effects.forEach((month, each) -> fits.put(month, new MarkovFit(each, fittedTo.get(month))));
    return new MarkovFits(fits);
  }

  private static BigDecimal upTo(int month, NavigableMap<Integer, Row> totals, String column) {
    return totals.headMap(month, true).values().stream()
        .map(row -> row.<BigDecimal>getAs(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<Row> rows(int month, MarkovFit fit, double conversions, double value) {
    Map<String, Double> effects = fit.effects();
    LocalDate lastDay = PathTransitions.month(month).atEndOfMonth();
    double sum = effects.values().stream().mapToDouble(Double::doubleValue).sum();
    return effects.entrySet().stream()
        .map(
            each -> {
              double share = sum > 0 ? each.getValue() / sum : 0;
              return RowFactory.create(
                  MarkovFits.MODEL,
                  each.getKey(),
                  each.getValue(),
                  share,
                  share * conversions,
                  share * value,
                  lastDay,
                  fit.fittedTo());
            })
        .toList();
  }
}
