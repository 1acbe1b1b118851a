package org.ringlake.jobs.generate;

/**
 * Deals a whole number out in proportion to weights asked for one after the other; the shares sum
 * to the number once the weights sum to their announced total, added up in the same order.
 */
final class Apportionment {
  private final long amount;
  private final double totalWeight;
  private double weightSoFar;
  private long dealtOut;

  Apportionment(long amount, double totalWeight) {
    this.amount = amount;
    this.totalWeight = totalWeight;
  }

  long next(double weight) {
    weightSoFar += weight;
    long due = (long) Math.floor(amount * (weightSoFar / totalWeight));
    long share = due - dealtOut;
    dealtOut = due;
    return share;
  }
}
