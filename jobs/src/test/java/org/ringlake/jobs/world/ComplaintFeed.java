package org.ringlake.jobs.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Complaints, most without an agent of their own, some resolved, some much later. */
final class ComplaintFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;
  private final List<String> plainCalls;

  /**
   * @param plainCalls ids of calls that are certain to be there
   */
  ComplaintFeed(Materials materials, List<String> plainCalls) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
    this.plainCalls = plainCalls;
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Clock.Style style = clock.style();
      Instant filed = clock.moment(clock.day());
      RawRow row = complaint("complaint-" + i, filed, style);
      rows.addAll(
          materials
              .versions()
              .of(
                  row,
                  List.of(
                      version -> version.with("cost", dice.number(0, 90)),
                      version -> version.with("resolved_at", ""),
                      version ->
                          version.with(
                              "filed_at", clock.text(filed.minus(Duration.ofDays(3)), style)))));
    }
    List<RawRow> good = List.copyOf(rows);
    rows.addAll(
        materials
            .bad()
            .of(
                "complaints",
                "complaint_id",
                good,
                "complaint_id",
                "",
                "filed_at",
                "",
                "filed_at",
                "2025-02-30T00:00:00Z",
                "resolved_at",
                "never",
                "cost",
                "-1",
                "cost",
                "1,50"));
    rows.addAll(
        materials
            .bad()
            .spoilt(
                "complaints", "complaint_id", good, "resolved_at", "2024-01-31", "resolved_at"));
    return materials.files("complaints", rows, List.of("complaint_id", "filed_at"), 1);
  }

  private RawRow complaint(String id, Instant filed, Clock.Style style) {
    Instant resolved = filed.plus(Duration.ofHours(dice.between(0, 2000)));
    RawRow row =
        RawRow.of(
            "complaint_id", id,
            "filed_at", clock.text(filed, style),
            "resolved_at",
                dice.of("", clock.text(resolved, style), clock.dateOf(resolved).toString()),
            "cost",
                dice.maybe(0.6, "%d.%02d".formatted(dice.between(0, 300), dice.between(0, 99))));
    return switch (dice.between(0, 3)) {
      case 0 -> row.with("agent_id", dice.of(People.GHOST, dice.of(people.agents()), "A1"));
      case 1 -> row.with("call_id", dice.of(plainCalls));
      case 2 ->
          row.with("call_id", dice.maybe(0.5, "gone"))
              .with("customer_id", dice.of(people.loyalCustomers()));
      default -> row;
    };
  }
}
