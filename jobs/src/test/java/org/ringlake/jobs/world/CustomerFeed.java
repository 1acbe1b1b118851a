package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Customers: shared phones, changed phones, customers removed, and customers without a phone; their
 * segments, their wish not to be called, and how much of their profile is filled, by whom.
 */
final class CustomerFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;

  CustomerFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  /**
   * The files.
   *
   * @param others customers that are made elsewhere
   */
  List<RawFile> files(List<RawRow> others) {
    List<RawRow> rows = new ArrayList<>();
    for (String id : people.customers()) {
      rows.addAll(versions(id));
    }
    for (String id : people.loyalCustomers()) {
      rows.add(customer(id, people.loyalNumber(id)));
    }
    rows.addAll(others);
    List<RawRow> good = List.copyOf(rows);
    rows.addAll(
        materials
            .bad()
            .of(
                "customers",
                "customer_id",
                good,
                "customer_id",
                "",
                "created_at",
                "31/01/2025",
                "do_not_call_from",
                "2025-02-29",
                "required_fields",
                "-1",
                "filled_fields",
                "10001"));
    List<RawRow> profiles = good.stream().filter(row -> row.has("required_fields")).toList();
    rows.addAll(
        materials
            .bad()
            .spoilt("customers", "customer_id", profiles, "filled_fields", "99", "filled_fields"));
    return materials.files("customers", rows, List.of("customer_id"), 2);
  }

  private List<RawRow> versions(String id) {
    List<RawRow> rows = new ArrayList<>();
    LocalDate day = clock.day();
    int required = dice.between(1, 8);
    RawRow row =
        customer(id, people.customersNumber())
            .with("do_not_call_from", dice.maybe(0.3, clock.day().toString()))
            .with("required_fields", Integer.toString(required))
            .with("filled_fields", dice.maybe(0.8, dice.number(0, required)))
            .with("agent_id", dice.of("", People.GHOST, dice.of(people.agents()), "A1"))
            .with("updated_at", updated(day));
    rows.add(dice.chance(0.1) ? row.with("phone", "") : row);
    if (dice.chance(0.25)) {
      rows.add(
          row.with("phone", materials.phones().text(people.customersNumber()))
              .with("updated_at", updated(day.plusDays(dice.of(-1, 1)))));
    }
    if (dice.chance(0.2)) {
      rows.add(row.with("segment", dice.of("gold", "silver", "platinum")));
    }
    if (dice.chance(0.1)) {
      rows.add(row.with("updated_at", updated(day.plusDays(20))).with("is_deleted", "true"));
    }
    if (dice.chance(0.1)) {
      rows.add(row);
    }
    return rows;
  }

  private String updated(LocalDate day) {
    return clock.text(clock.at(day, LocalTime.NOON), Clock.Style.UTC);
  }

  private RawRow customer(String id, String number) {
    return RawRow.of(
        "customer_id", id,
        "phone", materials.phones().text(number),
        "segment", dice.of("bronze", "bronze", "gold"));
  }
}
