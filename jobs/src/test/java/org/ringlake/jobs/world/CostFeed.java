package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Costs of teams and of the enterprise, corrections among them, months written in three ways. */
final class CostFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;

  CostFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.addAll(
          materials
              .versions()
              .of(
                  cost("cost-" + i),
                  List.of(
                      version -> version.with("amount", dice.of("90.00", "100.00", "-9.50")),
                      version -> version.with("team_id", dice.of("T1", "T2")))));
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "costs",
                "cost_id",
                List.copyOf(rows),
                "cost_id",
                "",
                "month",
                "",
                "month",
                "2025-13",
                "month",
                "spring",
                "kind",
                "fun",
                "amount",
                "",
                "amount",
                "dear",
                "currency",
                "XTS"));
    return materials.files("costs", rows, List.of("cost_id", "month", "amount"), 1);
  }

  private RawRow cost(String id) {
    boolean isInEuros = dice.chance(0.15);
    LocalDate month = isInEuros ? Business.EUROS_FROM.plusMonths(dice.between(0, 3)) : clock.day();
    return RawRow.of(
        "cost_id", id,
        "team_id", dice.of("", "T1", "T2", "T3", "T4"),
        "month",
            dice.of(month.toString().substring(0, 7), month.withDayOfMonth(1) + "", month + ""),
        "kind", dice.of("", "labour", "system", "telecom", "other"),
        "amount",
            dice.maybe(0.1, "-")
                .concat("%d.%02d".formatted(dice.between(1, 900), dice.between(0, 99))),
        "currency", isInEuros ? "EUR" : dice.of("", "CNY", "USD"));
  }
}
