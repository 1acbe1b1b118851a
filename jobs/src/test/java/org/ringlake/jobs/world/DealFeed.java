package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The deals: won, lost and open, in three currencies, from long ago to after the newest call. */
final class DealFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;
  private final List<String> refundable = new ArrayList<>();
  private final List<String> euroDeals = new ArrayList<>();

  DealFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  /** Ids of deals in currencies that always have a rate. */
  List<String> refundable() {
    return refundable;
  }

  /** Ids of deals whose currency has a rate from {@link Business#EUROS_FROM} on. */
  List<String> euroDeals() {
    return euroDeals;
  }

  /**
   * The files.
   *
   * @param others deals that are made elsewhere
   */
  List<RawFile> files(List<RawRow> others) {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      rows.addAll(deal("deal-" + i));
      refundable.add("deal-" + i);
    }
    for (int i = 0; i < 12; i++) {
      rows.add(oldDeal("old-" + i, i));
      refundable.add("old-" + i);
    }
    List<RawRow> euros = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RawRow deal = euroDeal("euro-" + i);
      euros.add(deal);
      euroDeals.add("euro-" + i);
      rows.addAll(
          materials.versions().of(deal, List.of(version -> version.with("amount", amount()))));
    }
    rows.addAll(others);
    List<RawRow> won = rows.stream().filter(row -> row.text("status").equals("won")).toList();
    rows.addAll(
        materials
            .bad()
            .of(
                "deals",
                "deal_id",
                won,
                "deal_id",
                "",
                "status",
                "",
                "status",
                "maybe",
                "amount",
                "12,50",
                "amount",
                "much",
                "units",
                "two",
                "currency",
                "XTS",
                "closed_at",
                "",
                "closed_at",
                "2024-11-31",
                "cost",
                "-1",
                "is_full_fee",
                "half",
                "is_renewal",
                "perhaps",
                "renewal_due_on",
                "2025-02-29",
                "is_deleted",
                "soon"));
    rows.addAll(
        materials.bad().spoilt("deals", "deal_id", euros, "closed_at", "2024-12-31", "currency"));
    return materials.files("deals", rows, List.of("deal_id", "status"), dice.between(1, 2));
  }

  private List<RawRow> deal(String id) {
    String status = dice.of("won", "won", "lost", "open");
    RawRow row =
        RawRow.of(
            "deal_id", id,
            "status", status,
            "customer_id",
                dice.maybe(0.9, dice.of(dice.of(people.customers()), dice.of("S1", "S2", "C901"))),
            "agent_id", dice.of("", People.GHOST, dice.of(people.agents()), "A1", "A2"),
            "amount", dice.maybe(0.95, dice.of(amount(), dice.number(1, 5000))),
            "currency", dice.of("", "", "CNY", "USD"),
            "cost", dice.maybe(0.6, "%d.%02d".formatted(dice.between(0, 900), dice.between(0, 99))),
            "source_agent_id", source(),
            "is_full_fee", dice.of("", "true", "false"),
            "units", dice.maybe(0.8, dice.number(0, 12)),
            "product", dice.maybe(0.5, dice.of("fund", "loan, small")),
            "is_renewal", dice.of("", "true", "false"),
            "renewal_due_on", dice.maybe(0.4, clock.day().toString()),
            "created_at", dice.maybe(0.5, clock.text(clock.moment(clock.first()))));
    boolean isClosed = status.equals("won") || (status.equals("lost") && dice.chance(0.8));
    List<UnaryOperator<RawRow>> changes = new ArrayList<>();
    changes.add(version -> version.with("amount", amount()));
    changes.add(version -> version.with("units", dice.of("9", "10")));
    changes.add(version -> version.with("status", "open").with("closed_at", ""));
    changes.add(version -> version.with("source_agent_id", source()));
    changes.add(version -> version.with("currency", dice.of("CNY", "USD")));
    if (isClosed) {
      changes.add(version -> version.with("status", dice.of("won", "lost")));
      changes.add(version -> version.with("closed_at", clock.day().toString()));
    }
    return materials.versions().of(isClosed ? row.with("closed_at", closing()) : row, changes);
  }

  private String amount() {
    return "%d.%02d".formatted(dice.between(0, 9000), dice.between(0, 99));
  }

  /** Sometimes days after the newest call: kept, not counted. */
  private String closing() {
    LocalDate day = dice.chance(0.05) ? clock.last().plusDays(dice.between(1, 9)) : clock.day();
    return dice.chance(0.4) ? day.toString() : clock.text(clock.moment(day));
  }

  private String source() {
    return dice.chance(0.6) ? "" : dice.of(People.GHOST, dice.of(people.agents()), "A1");
  }

  /** A year before the world's days, so that they have something to be compared with. */
  private RawRow oldDeal(String id, int number) {
    LocalDate day =
        number == 0 ? LocalDate.of(2024, 2, 29) : clock.day().minusYears(1).minusDays(number % 2);
    return RawRow.of(
        "deal_id", id,
        "status", "won",
        "customer_id", dice.of(people.customers()),
        "agent_id", dice.of(people.agents()),
        "amount", amount(),
        "currency", dice.maybe(0.3, "USD"),
        "units", dice.number(1, 3),
        "closed_at", dice.chance(0.5) ? day.toString() : clock.text(clock.moment(day)));
  }

  private RawRow euroDeal(String id) {
    LocalDate day = Business.EUROS_FROM.plusDays(dice.between(0, 90));
    return RawRow.of(
        "deal_id", id,
        "status", dice.of("won", "won", "lost"),
        "customer_id", dice.of(people.customers()),
        "agent_id", dice.of(people.agents()),
        "amount", amount(),
        "currency", "EUR",
        "cost", dice.maybe(0.5, dice.number(0, 400)),
        "units", dice.number(0, 3),
        "is_full_fee", dice.of("", "true"),
        "closed_at", dice.of(day.toString(), clock.text(clock.at(day, LocalTime.NOON))));
  }
}
