package org.ringlake.value;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the customers of each segment are valued by: the segment's own fits, and for what has none,
 * those of all customers.
 */
final class Valuations implements Serializable {
  /** The segment of all customers. */
  static final String POOLED = "";

  @Serial private static final long serialVersionUID = 1;

  private final TreeMap<String, PurchaseModel> purchases = new TreeMap<>();
  private final TreeMap<String, GammaGamma> values = new TreeMap<>();

  /**
   * How the fits were come by: {@link #SEGMENT} where none of them is of all customers, {@link
   * #NONE} where there is none of purchases.
   */
  enum Kind {
    SEGMENT,
    POOLED,
    NONE;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * The models that a customer is valued by.
   *
   * @param purchases when they buy
   * @param values of what they buy; empty where nothing has a usable fit
   */
  record Valuation(PurchaseModel purchases, Optional<GammaGamma> values) {}

  void add(String segment, ModelFit ofPurchases, ModelFit ofValues) {
    ofPurchases.purchaseModel().ifPresent(found -> purchases.put(segment, found));
    ofValues.gammaGamma().ifPresent(found -> values.put(segment, found));
  }

  /** Whose fits customers of a segment are valued by. */
  Kind kind(String segment) {
    if (of(segment).isEmpty()) {
      return Kind.NONE;
    }
    boolean areValuesOthers = !values.containsKey(segment) && values.containsKey(POOLED);
    boolean isOwn = !segment.equals(POOLED) && purchases.containsKey(segment) && !areValuesOthers;
    return isOwn ? Kind.SEGMENT : Kind.POOLED;
  }

  /** What customers of a segment are valued by; empty where that is nothing. */
  Optional<Valuation> of(String segment) {
    return Optional.ofNullable(purchases.getOrDefault(segment, purchases.get(POOLED)))
        .map(
            found ->
                new Valuation(
                    found, Optional.ofNullable(values.getOrDefault(segment, values.get(POOLED)))));
  }
}
