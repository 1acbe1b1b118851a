package org.ringlake.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * How the search for a model's parameters ended.
 *
 * @param model its name
 * @param names of the parameters
 * @param values of the parameters; empty where there is no usable fit
 * @param logLikelihood of all customers; 0 where nothing was fitted
 * @param customers whose histories were fitted
 * @param status {@link #FITTED}, that and which parameters are as far as they may go, or why there
 *     is no usable fit
 */
record ModelFit(
    String model,
    List<String> names,
    Optional<List<Double>> values,
    double logLikelihood,
    long customers,
    String status) {
  static final String FITTED = "fitted";

  static ModelFit fitted(
      String model,
      List<String> names,
      List<Double> values,
      double logLikelihood,
      long customers,
      String status) {
    return new ModelFit(model, names, Optional.of(values), logLikelihood, customers, status);
  }

  static ModelFit none(String model, List<String> names, long customers, String why) {
    return new ModelFit(model, names, Optional.empty(), 0, customers, why);
  }

  /** As rows of {@link ValueFits} tell of it, one for each parameter. */
  static ModelFit stored(String model, List<Row> rows) {
    Map<String, Double> values = new HashMap<>();
    rows.forEach(row -> values.put(row.getAs(ValueFits.PARAMETER), row.getAs(ValueFits.VALUE)));
    List<String> names = names(model);
    Row any = rows.get(0);
    return new ModelFit(
        model,
        names,
        values.containsValue(null)
            ? Optional.empty()
            : Optional.of(names.stream().map(values::get).toList()),
        any.isNullAt(any.fieldIndex(ValueFits.LOG_LIKELIHOOD))
            ? 0
            : any.<Double>getAs(ValueFits.LOG_LIKELIHOOD),
        any.<Long>getAs(ValueFits.CUSTOMERS),
        any.getAs(ValueFits.STATUS));
  }

  private static List<String> names(String model) {
    return model.equals(GammaGamma.NAME)
        ? GammaGamma.PARAMETERS
        : model.equals(ValueRules.Model.BG_NBD.code()) ? BgNbd.PARAMETERS : ParetoNbd.PARAMETERS;
  }

  private double[] parameters() {
    return values.orElseThrow().stream().mapToDouble(Double::doubleValue).toArray();
  }

  Optional<PurchaseModel> purchaseModel() {
    return values.map(
        any ->
            model.equals(ValueRules.Model.BG_NBD.code())
                ? new BgNbd(parameters())
                : new ParetoNbd(parameters()));
  }

  Optional<GammaGamma> gammaGamma() {
    return values.map(any -> new GammaGamma(parameters()));
  }
}
