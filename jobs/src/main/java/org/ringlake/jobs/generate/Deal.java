package org.ringlake.jobs.generate;

import java.time.LocalDate;
import org.ringlake.staging.Deals;

/**
 * One version of a deal. Amounts in fen; times are local moments.
 *
 * @param sourceAgentId who found the lead, null where nobody noted it
 * @param closedAt null while open
 */
record Deal(
    String dealId,
    Customer customer,
    String agentId,
    String sourceAgentId,
    String status,
    long amount,
    long cost,
    int units,
    Product product,
    boolean isFullFee,
    boolean isRenewal,
    long createdAt,
    Long closedAt) {

  static final String CURRENCY = "CNY";

  private static final double PRICE_SIGMA = 0.35;
  private static final double FULL_FEE = 0.7;
  private static final double PART_FEE = 0.75;

  /** An open deal with a price of its own. */
  static Deal drafted(
      String dealId,
      Customer customer,
      Person agent,
      Product product,
      boolean isRenewal,
      long at,
      Dice dice) {
    boolean isFullFee = dice.chance(FULL_FEE);
    int units = dice.chance(0.85) ? 1 : dice.between(2, 5);
    double unitPrice =
        dice.logNormal(product.medianFen(), PRICE_SIGMA) * (isFullFee ? 1 : PART_FEE);
    long amount = units * (long) unitPrice;
    long cost = (long) (amount * (0.30 + 0.25 * dice.unit()));
    Lead lead = customer.lead;
    return new Deal(
        dealId,
        customer,
        agent.id(),
        lead == null ? null : lead.agentId(),
        Deals.OPEN,
        amount,
        cost,
        units,
        product,
        isFullFee,
        isRenewal,
        at,
        null);
  }

  Deal closed(String newStatus, Person closer, long at) {
    return new Deal(
        dealId,
        customer,
        closer.id(),
        sourceAgentId,
        newStatus,
        amount,
        cost,
        units,
        product,
        isFullFee,
        isRenewal,
        createdAt,
        at);
  }

  long updatedAt() {
    return closedAt == null ? createdAt : closedAt;
  }

  /** Day on which a won deal runs out, null where it does not. */
  Long renewalDueOn() {
    if (product.termMonths() == 0 || !status.equals(Deals.WON)) {
      return null;
    }
    LocalDate closedOn = LocalDate.ofEpochDay(Moment.dayOf(closedAt));
    return closedOn.plusMonths(product.termMonths()).toEpochDay();
  }

  String line() {
    return new CsvRow()
        .text(dealId)
        .text(customer.id)
        .text(agentId)
        .text(sourceAgentId)
        .text(status)
        .cents(amount)
        .text(CURRENCY)
        .cents(cost)
        .number(units)
        .text(product.word())
        .flag(isFullFee)
        .flag(isRenewal)
        .optionalDate(renewalDueOn())
        .time(createdAt)
        .optionalTime(closedAt)
        .time(updatedAt())
        .toString();
  }
}
