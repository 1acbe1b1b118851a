package org.ringlake.jobs.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the oracle is told of customers' worth.
 *
 * @param isComputed whether customers' worth enters the KPIs
 * @param predicted what a customer will still buy, by customer id: the oracle fits no model
 * @param parts of customers whom several agents won; empty: the last touch won all of a customer
 */
public record Worth(
    boolean isComputed, Map<String, BigDecimal> predicted, Optional<List<Part>> parts) {
  public static final Worth NONE = new Worth(false, Map.of(), Optional.empty());

  public Worth {
    predicted = Map.copyOf(predicted);
    parts = parts.map(List::copyOf);
  }

  public static Worth withPredictions(Map<String, BigDecimal> predicted) {
    return new Worth(true, predicted, Optional.empty());
  }

  /** The same where customers are shared; which agent has a unit that cannot be divided is told. */
  public Worth sharedIn(List<Part> parts) {
    return new Worth(isComputed, predicted, Optional.of(parts));
  }

  /**
   * An agent's part of the customer that a deal won.
   *
   * @param agentId {@code unattributed}: nobody's
   * @param part of the customer, nine decimals
   * @param repurchaseRevenue the same part of it; null before the window is over
   * @param lifetimeValue the same; null where it is not known
   */
  public record Part(
      String dealId,
      String agentId,
      BigDecimal part,
      BigDecimal repurchaseRevenue,
      BigDecimal lifetimeValue) {}
}
