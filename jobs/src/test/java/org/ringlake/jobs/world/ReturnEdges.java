package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * Customers who come back, renew or stay away, on both sides of the bounds that rules have, each
 * for a bound of its own: the windows of repurchase and churn, the days around a renewal, refunds
 * in full, and the touch that won a customer.
 */
final class ReturnEdges {
  private static final LocalDate MONTHS_END = LocalDate.of(2025, 1, 31);
  private static final int RENEWAL_DAYS = 30;

  /** About what other deals cost: of values too far apart, no prediction is made. */
  private static final String PRICE = "4000.00";

  private final Clock clock;
  private final Dice dice;
  private final People people;
  private final boolean isAgentAlwaysKnown;
  private final List<RawRow> calls = new ArrayList<>();
  private final List<RawRow> deals = new ArrayList<>();
  private final List<RawRow> refunds = new ArrayList<>();
  private int customers;

  /**
   * @param isAgentAlwaysKnown whether every call has an agent of the roster
   */
  ReturnEdges(Materials materials, boolean isAgentAlwaysKnown) {
    this.clock = materials.clock();
    this.dice = materials.dice();
    this.people = materials.people();
    this.isAgentAlwaysKnown = isAgentAlwaysKnown;
    windows(MONTHS_END, Business.REPURCHASE_WINDOW);
    windows(clock.first().plusDays(dice.between(10, 40)), Business.CHURN_WINDOW);
    windowsThatJustEnd(Business.REPURCHASE_WINDOW);
    windowsThatJustEnd(Business.CHURN_WINDOW);
    returnedDeals();
    touches();
    renewals();
  }

  List<RawRow> calls() {
    return calls;
  }

  List<RawRow> deals() {
    return deals;
  }

  List<RawRow> refunds() {
    return refunds;
  }

  /** Bought again on the same day, on the last of the window, and on the day after it. */
  private void windows(LocalDate first, Period window) {
    LocalDate last = first.plus(window);
    for (LocalDate again : List.of(first, last, last.plusDays(1))) {
      String customer = won(first);
      deal(customer, again);
    }
  }

  /** Over before the newest call, and not yet. */
  private void windowsThatJustEnd(Period window) {
    for (LocalDate last : List.of(clock.last().minusDays(1), clock.last())) {
      LocalDate first = last.minus(window);
      deal(won(first), first.plusDays(7));
      won(first);
    }
  }

  private void returnedDeals() {
    LocalDate first = MONTHS_END.minusDays(dice.between(10, 20));
    LocalDate again = first.plusDays(9);
    String lateStarter = newCustomer();
    contact(lateStarter, first.minusDays(1), agent());
    String returned = deal(lateStarter, first);
    refund(returned, "1500.00", first.plusDays(1));
    refund(returned, "2500.00", first.plusDays(40));
    contact(lateStarter, again.minusDays(1), agent());
    deal(lateStarter, again);
    refund(deal(won(first), again), "4000.01", again.plusDays(50));
    refund(deal(won(first), again), "2000.00", again.plusDays(50));
    refund(deal(won(first), again), PRICE, clock.last().plusDays(1));
    for (String amount : List.of("3950.00", PRICE)) {
      refund(dollars(won(first), again), amount, MONTHS_END.plusDays(3));
    }
  }

  private void touches() {
    LocalDate day = clock.first().plusDays(dice.between(20, 60));
    deal(newCustomer(), day);
    if (!isAgentAlwaysKnown) {
      String ghosts = won(day);
      contact(ghosts, day, People.GHOST);
    }
    String twoAtOnce = won(day);
    contact(twoAtOnce, day, people.agents().get(1));
    contact(twoAtOnce, day, people.agents().get(0));
    String sameDay = won(day);
    calls.add(call(sameDay, day, LocalTime.of(13, 0), people.agents().get(2)));
    String evening = deal(sameDay, day, LocalTime.of(18, 0));
    refund(evening, "1.00", day.plusDays(2));
    String onlyEvening = newCustomer();
    contact(onlyEvening, day, people.agents().get(3));
    refund(deal(onlyEvening, day), PRICE, day.plusDays(2));
    calls.add(call(onlyEvening, day, LocalTime.of(13, 0), people.agents().get(2)));
    deal(onlyEvening, day, LocalTime.of(18, 0));
  }

  private void renewals() {
    LocalDate due = clock.first().plusDays(dice.between(50, 80));
    for (int days : List.of(-RENEWAL_DAYS - 1, -RENEWAL_DAYS, RENEWAL_DAYS, RENEWAL_DAYS + 1)) {
      renew(dueOn(due), due.plusDays(days), "fund", "won", "true");
    }
    renew(dueOn(due), due, "loan, small", "won", "true");
    renew(dueOn(due), due, "", "won", "true");
    renew(dueOn(due, ""), due, "", "won", "true");
    renew(dueOn(due), due, "fund", "lost", "true");
    renew(dueOn(due), due, "fund", "won", "false");
    dueOn(clock.last().minusDays(RENEWAL_DAYS + 1));
    dueOn(clock.last().minusDays(RENEWAL_DAYS));
  }

  /** A customer with a deal that is due for renewal; one agent owns all of these deals. */
  private String dueOn(LocalDate day) {
    return dueOn(day, "fund");
  }

  private String dueOn(LocalDate day, String product) {
    String customer = newCustomer();
    deals.add(
        row(customer, day.minusDays(45), LocalTime.NOON)
            .with("agent_id", people.agents().get(0))
            .with("product", product)
            .with("renewal_due_on", day.toString()));
    return customer;
  }

  private void renew(
      String customer, LocalDate day, String product, String status, String isRenewal) {
    deals.add(
        row(customer, day, LocalTime.NOON)
            .with("product", product)
            .with("status", status)
            .with("is_renewal", isRenewal));
  }

  /** A new customer who is called and then buys. */
  private String won(LocalDate day) {
    String customer = newCustomer();
    contact(customer, day.minusDays(1), agent());
    deal(customer, day);
    return customer;
  }

  private String newCustomer() {
    customers++;
    return "R" + customers;
  }

  private String agent() {
    return dice.of(people.agents());
  }

  private void contact(String customer, LocalDate day, String agent) {
    calls.add(call(customer, day, LocalTime.of(10, 0), agent));
  }

  private RawRow call(String customer, LocalDate day, LocalTime time, String agent) {
    return RawRow.of(
        "call_id",
        "return-%03d".formatted(calls.size()),
        "started_at",
        clock.text(clock.at(day, time)),
        "agent_id",
        agent,
        "customer_id",
        customer,
        "disposition",
        "answered",
        "talk_seconds",
        dice.number(20, 90));
  }

  private String deal(String customer, LocalDate day) {
    return deal(customer, day, LocalTime.NOON);
  }

  private String deal(String customer, LocalDate day, LocalTime time) {
    RawRow row = row(customer, day, time);
    deals.add(row);
    return row.text("deal_id");
  }

  private String dollars(String customer, LocalDate day) {
    RawRow row = row(customer, day, LocalTime.NOON).with("currency", "USD");
    deals.add(row);
    return row.text("deal_id");
  }

  private RawRow row(String customer, LocalDate day, LocalTime time) {
    return RawRow.of(
        "deal_id",
        "return-%03d".formatted(deals.size()),
        "status",
        "won",
        "customer_id",
        customer,
        "agent_id",
        agent(),
        "amount",
        PRICE,
        "units",
        "1",
        "closed_at",
        clock.text(clock.at(day, time)));
  }

  private void refund(String deal, String amount, LocalDate day) {
    refunds.add(
        RawRow.of(
            "refund_id",
            "return-%03d".formatted(refunds.size()),
            "deal_id",
            deal,
            "amount",
            amount,
            "refunded_at",
            clock.text(clock.at(day, LocalTime.NOON))));
  }
}
