package org.ringlake.jobs.oracle;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What the oracle is told of customers' worth.
 *
 * @param isComputed whether customers' worth enters the KPIs
 * @param predicted what a customer will still buy, by customer id: the oracle fits no model
 */
public record Worth(boolean isComputed, Map<String, BigDecimal> predicted) {
  public static final Worth NONE = new Worth(false, Map.of());

  public Worth {
    predicted = Map.copyOf(predicted);
  }

  public static Worth withPredictions(Map<String, BigDecimal> predicted) {
    return new Worth(true, predicted);
  }
}
