package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Who there is: the roster with its moves, the teams, and the customers with their phones. */
final class People {
  /** An agent that no roster knows. */
  static final String GHOST = "A77";

  private final Dice dice;
  private final Clock clock;
  private final Phones phones;
  private final List<String> agents = new ArrayList<>();
  private final List<String> customers = new ArrayList<>();
  private final List<String> loyalCustomers = List.of("S1", "S2", "S3", "S4");
  private final List<String> knownNumbers = new ArrayList<>();
  private final List<String> strangerNumbers;
  private final List<String> loyalNumbers;

  People(Dice dice, Clock clock, Phones phones) {
    this.dice = dice;
    this.clock = clock;
    this.phones = phones;
    int count = dice.between(7, 11);
    for (int i = 1; i <= count; i++) {
      agents.add("A" + i);
    }
    for (int i = 1; i <= 40; i++) {
      customers.add("C" + i);
    }
    knownNumbers.addAll(phones.newNumbers(30));
    strangerNumbers = phones.newNumbers(30);
    loyalNumbers = phones.newNumbers(loyalCustomers.size());
  }

  /** Agents the roster knows. */
  List<String> agents() {
    return agents;
  }

  List<String> customers() {
    return customers;
  }

  /** Customers with a phone of their own, called by agents of the roster only. */
  List<String> loyalCustomers() {
    return loyalCustomers;
  }

  String loyalNumber(String loyalCustomer) {
    return loyalNumbers.get(loyalCustomers.indexOf(loyalCustomer));
  }

  /** A number of a customer, of one who gave it up, of several, or of nobody. */
  String anyNumber() {
    return dice.of(dice.chance(0.6) ? knownNumbers : strangerNumbers);
  }

  String extensionOf(int agent) {
    return Integer.toString(8000 + agent);
  }

  /** Moves, a swap of extensions, a late joiner, a cancelled move and a corrected team. */
  List<RawRow> rosterRows() {
    LocalDate middle = clock.first().plusDays(dice.between(40, 100));
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      String from =
          i == 4 ? middle.toString() : dice.maybe(0.5, clock.first().minusDays(100).toString());
      rows.add(agent(i, dice.of("T1", "T2", "T3", "T4", ""), extensionOf(i), from));
    }
    rows.add(agent(0, "T2", extensionOf(0), middle.toString()));
    RawRow cancelled = agent(1, "T3", extensionOf(1), middle.plusDays(3).toString());
    rows.add(cancelled.with("updated_at", "2025-01-01T00:00:00Z"));
    rows.add(cancelled.with("updated_at", "2025-01-02T00:00:00Z").with("is_deleted", "true"));
    rows.add(agent(2, "T1", extensionOf(3), middle.minusDays(9).toString()));
    rows.add(agent(3, "T1", extensionOf(2), middle.minusDays(9).toString()));
    RawRow corrected = agent(5, "T2", extensionOf(5), middle.minusDays(20).toString());
    rows.add(corrected.with("updated_at", "2025-03-01T00:00:00Z"));
    rows.add(corrected.with("team_id", "T3").with("updated_at", "2025-02-01 09:00:00"));
    rows.add(corrected.with("team_id", "T4"));
    rows.add(rows.get(0));
    return rows;
  }

  private RawRow agent(int index, String team, String extension, String validFrom) {
    return RawRow.of(
        "agent_id", agents.get(index),
        "name", dice.of("李, 伟", "王芳", "O\"Hara", "Ann Lee"),
        "team_id", team,
        "extension", extension,
        "valid_from", validFrom);
  }

  /** A team that changes its site, one founded late, one without a site. */
  List<RawRow> teamRows() {
    LocalDate middle = clock.first().plusDays(dice.between(20, 120));
    return List.of(
        team("T1", "Beijing", ""),
        team("T1", "成都", middle.toString()),
        team("T2", "成都", clock.first().minusDays(30).toString()),
        team("T2", "Beijing", clock.first().minusDays(30).toString())
            .with("updated_at", "2025-01-01T00:00:00Z"),
        team("T3", "Beijing", middle.plusDays(7).toString()),
        team("T4", "", ""),
        team("T4", "", ""));
  }

  private static RawRow team(String id, String site, String validFrom) {
    return RawRow.of(
        "team_id", id,
        "name", "Team " + id,
        "site", site,
        "business", "sales",
        "valid_from", validFrom);
  }

  /** Shared phones, changed phones, customers removed, and customers without a phone. */
  List<RawRow> customerRows() {
    List<RawRow> rows = new ArrayList<>();
    for (String id : customers) {
      RawRow row = customer(id, dice.of(knownNumbers)).with("updated_at", "2025-01-10T00:00:00Z");
      rows.add(dice.chance(0.1) ? row.with("phone", "") : row);
      if (dice.chance(0.25)) {
        rows.add(
            row.with("phone", phones.text(dice.of(knownNumbers)))
                .with("updated_at", dice.of("2025-01-09T00:00:00Z", "2025-01-11T00:00:00Z")));
      }
      if (dice.chance(0.2)) {
        rows.add(row.with("segment", dice.of("gold", "silver")));
      }
      if (dice.chance(0.1)) {
        rows.add(row.with("updated_at", "2025-02-01T00:00:00Z").with("is_deleted", "true"));
      }
      if (dice.chance(0.1)) {
        rows.add(row);
      }
    }
    for (String id : loyalCustomers) {
      rows.add(customer(id, loyalNumber(id)));
    }
    return rows;
  }

  private RawRow customer(String id, String number) {
    return RawRow.of("customer_id", id, "phone", phones.text(number), "segment", "bronze");
  }
}
