package org.ringlake.value;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fits the models to what customers did. */
final class Fitting {
  private final int minCustomers;

  Fitting(int minCustomers) {
    this.minCustomers = minCustomers;
  }

  /** A model of repeat purchases; not {@link ValueRules.Model#AUTO}. */
  ModelFit purchases(ValueRules.Model model, Histories histories) {
    return switch (model) {
      case BG_NBD -> bgNbd(histories);
      case PARETO_NBD -> paretoNbd(histories);
      case AUTO -> throw new IllegalArgumentException("auto is a choice of models and none itself");
    };
  }

  private ModelFit bgNbd(Histories histories) {
    double age = meanAge(histories);
    return fit(
        ValueRules.Model.BG_NBD.code(),
        BgNbd.PARAMETERS,
        BgNbd::new,
        histories,
        List.of(
            new double[] {0.5, age / 4, 0.8, 2.5},
            new double[] {1.5, age, 0.2, 1},
            new double[] {0.2, age / 10, 2, 8}));
  }

  private ModelFit paretoNbd(Histories histories) {
    double age = meanAge(histories);
    return fit(
        ValueRules.Model.PARETO_NBD.code(),
        ParetoNbd.PARAMETERS,
        ParetoNbd::new,
        histories,
        List.of(
            new double[] {0.5, age / 4, 0.6, age / 4},
            new double[] {1.5, age, 0.5, age},
            new double[] {0.2, age / 10, 1.5, age / 2}));
  }

  private static double meanAge(Histories histories) {
    return Math.max(1, histories.allAges() / Math.max(1, histories.customers()));
  }

  private ModelFit fit(
      String name,
      List<String> parameters,
      Function<double[], PurchaseModel> model,
      Histories histories,
      List<double[]> starts) {
    long customers = histories.customers();
    if (customers < minCustomers) {
      return ModelFit.none(name, parameters, customers, tooFew("customers", customers));
    }
    if (histories.allRepeats() == 0) {
      return ModelFit.none(name, parameters, customers, "no customer bought again");
    }
    return result(
        name,
        parameters,
        customers,
        MaximumLikelihood.search(
            values -> model.apply(values).logLikelihood(histories) / customers, starts));
  }

  ModelFit values(RepeatValues values) {
    long customers = values.customers();
    if (customers < minCustomers) {
      return ModelFit.none(
          GammaGamma.NAME,
          GammaGamma.PARAMETERS,
          customers,
          tooFew("customers who bought again", customers));
    }
    double mean = values.meanOfMeans();
    MaximumLikelihood.Result found =
        MaximumLikelihood.search(
            parameters -> new GammaGamma(parameters).logLikelihood(values) / customers,
            List.of(
                new double[] {2, 3, mean},
                new double[] {6, 4, mean / 2},
                new double[] {1, 2, mean}));
    return found.hasConverged() && !new GammaGamma(found.parameters()).hasMean()
        ? ModelFit.none(
            GammaGamma.NAME, GammaGamma.PARAMETERS, customers, "the mean of all values is infinite")
        : result(GammaGamma.NAME, GammaGamma.PARAMETERS, customers, found);
  }

  /** What a search has found, or that it has found nothing. */
  static ModelFit result(
      String name, List<String> parameters, long customers, MaximumLikelihood.Result found) {
    return found.hasConverged()
        ? ModelFit.fitted(
            name,
            parameters,
            Arrays.stream(found.parameters()).boxed().toList(),
            found.logLikelihood() * customers,
            customers,
            status(parameters, found))
        : ModelFit.none(name, parameters, customers, "no maximum of the likelihood was found");
  }

  private static String status(List<String> parameters, MaximumLikelihood.Result found) {
    return found.atLimit().isEmpty()
        ? ModelFit.FITTED
        : found.atLimit().stream()
            .map(parameters::get)
            .collect(Collectors.joining(", ", ModelFit.FITTED + ", at the limit of ", ""));
  }

  private String tooFew(String what, long customers) {
    return "%d %s, fewer than %d".formatted(customers, what, minCustomers);
  }
}
