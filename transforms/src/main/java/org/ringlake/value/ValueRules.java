package org.ringlake.value;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How the value of customers is predicted.
 *
 * @param model of repeat purchases
 * @param segments of customers that have a fit of their own
 * @param minCustomers with fewer there is no fit
 * @param horizonMonths how many months of purchases to come are counted
 * @param monthlyDiscount by which a month's purchases are worth less than those of the month before
 * @param holdOutMonths the newest months, which are predicted from those before to try the models
 */
public record ValueRules(
    Model model,
    List<String> segments,
    int minCustomers,
    int horizonMonths,
    double monthlyDiscount,
    int holdOutMonths)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Which model of repeat purchases. */
  public enum Model {
    /** Whichever predicts the hold-out better. */
    AUTO,
    BG_NBD,
    PARETO_NBD;

    /** The model's name in tables and in the configuration. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ValueRules {
    segments = List.copyOf(segments);
    requirePositive("value.min-customers", minCustomers);
    requirePositive("value.horizon-months", horizonMonths);
    requirePositive("value.hold-out-months", holdOutMonths);
    if (!(monthlyDiscount >= 0) || Double.isInfinite(monthlyDiscount)) {
      throw new IllegalArgumentException(
          "value.monthly-discount is %s; use zero or more, such as 0.01"
              .formatted(monthlyDiscount));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is %d; use one or more".formatted(name, value));
    }
  }
}
