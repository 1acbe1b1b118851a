package org.ringlake.jobs.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls and deals on both sides of the bounds that rules have, each for a customer of its own: the
 * hours in which customers may be called, do-not-call dates, the window of the first-call
 * resolution, and the look-back of deals.
 */
final class RuleEdges {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final Duration LOOK_BACK = Duration.ofDays(90);

  private final Dice dice;
  private final Clock clock;
  private final People people;
  private final List<RawRow> calls = new ArrayList<>();
  private final List<RawRow> deals = new ArrayList<>();
  private final List<RawRow> customers = new ArrayList<>();

  RuleEdges(Materials materials) {
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
    hours();
    doNotCall();
    firstContacts();
    lookBacks();
  }

  List<RawRow> calls() {
    return calls;
  }

  List<RawRow> deals() {
    return deals;
  }

  List<RawRow> customers() {
    return customers;
  }

  private void hours() {
    for (String time : List.of("07:59:59", "08:00:00", "20:59:59", "21:00:00", "03:00:00")) {
      call("H1", clock.at(clock.day(), LocalTime.parse(time)), "no_answer");
    }
  }

  private void doNotCall() {
    LocalDate from = clock.first().plusDays(dice.between(10, 90));
    customers.add(
        RawRow.of("customer_id", "N1", "segment", "silver", "do_not_call_from", from.toString()));
    call("N1", clock.at(from, LocalTime.MIDNIGHT).minusSeconds(1), "busy");
    call("N1", clock.at(from, LocalTime.MIDNIGHT), "busy");
    call("N1", clock.at(from.plusDays(9), LocalTime.NOON), "answered");
  }

  private void firstContacts() {
    Instant start = clock.at(clock.first().plusDays(dice.between(0, 20)), LocalTime.of(10, 0));
    contact("F1", start, "账单");
    contact("F1", start.plus(WINDOW), "账单");
    contact("F2", start, "");
    contact("F2", start.plus(WINDOW).minusSeconds(1), "");
    contact("F3", start, "price, terms");
    contact("F3", start.plus(WINDOW).minusSeconds(1), "delivery");
    contact("F3", start.plus(WINDOW).minusSeconds(2), "");
    contact("F5", start, "账单");
    contact("F5", start.plus(WINDOW).minusSeconds(1), "账单");
    contact("F4", start, "delivery");
    contact("F4", start.plus(WINDOW.dividedBy(2)), "delivery");
    contact("F4", start.plus(WINDOW).plusSeconds(1), "delivery");
    for (int days = 7; days <= 9; days++) {
      contact("F" + days, clock.at(clock.last().minusDays(days), LocalTime.of(11, 0)), "账单");
    }
  }

  private void lookBacks() {
    Instant closing = clock.at(clock.first().plusDays(dice.between(92, 110)), LocalTime.of(16, 0));
    String time = clock.text(closing);
    contact("L1", closing.minus(LOOK_BACK), "");
    deal("L1", time);
    contact("L2", closing.minus(LOOK_BACK).plusSeconds(1), "");
    deal("L2", time);
    contact("L3", closing.minus(LOOK_BACK.dividedBy(2)), "");
    contact("L3", closing, "");
    deal("L3", time);
    contact("L4", closing.plusSeconds(1), "");
    deal("L4", time);
    LocalDate day = clock.dateOf(closing);
    contact("L5", clock.at(day, LocalTime.of(23, 59, 59)), "");
    deal("L5", day.toString());
    contact("L6", clock.at(day.plusDays(1), LocalTime.MIDNIGHT), "");
    deal("L6", day.toString());
  }

  private void contact(String customer, Instant start, String topic) {
    calls.add(
        row(customer, start, "answered")
            .with("topic", topic)
            .with("talk_seconds", dice.number(20, 90)));
  }

  private void call(String customer, Instant start, String disposition) {
    calls.add(row(customer, start, disposition));
  }

  private RawRow row(String customer, Instant start, String disposition) {
    return RawRow.of(
        "call_id",
        "edge-" + calls.size(),
        "started_at",
        clock.text(start),
        "agent_id",
        dice.of(people.agents()),
        "customer_id",
        customer,
        "disposition",
        disposition);
  }

  private void deal(String customer, String closedAt) {
    deals.add(
        RawRow.of(
            "deal_id",
            "edge-" + deals.size(),
            "status",
            "won",
            "customer_id",
            customer,
            "agent_id",
            dice.of(people.agents()),
            "amount",
            dice.number(100, 900),
            "units",
            "1",
            "closed_at",
            closedAt));
  }
}
