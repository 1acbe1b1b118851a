package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Objectives, met or not, and signed targets for KPIs. */
final class ObjectiveFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;

  ObjectiveFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RawRow row = objective("objective-" + i);
      rows.addAll(
          materials
              .versions()
              .of(
                  row,
                  List.of(
                      version -> version.with("weight", dice.of("0.5", "9", "10")),
                      version -> version.with("actual", dice.of("1", "2.5", "40")),
                      version -> version.with("period_start", start().toString()))));
    }
    for (int i = 0; i < 8; i++) {
      RawRow counted = objective("counted-" + i).with("actual", "3");
      rows.add(counted);
      rows.add(notCounted(counted.with("objective_id", "uncounted-" + i)));
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "objectives",
                "objective_id",
                List.copyOf(rows),
                "objective_id",
                "",
                "agent_id",
                "",
                "period_start",
                "",
                "period_start",
                "2025-02-29",
                "period",
                "decade",
                "weight",
                "-1",
                "target",
                "",
                "target",
                "all",
                "actual",
                "most"));
    return materials.files(
        "objectives", rows, List.of("objective_id", "agent_id", "period_start", "target"), 1);
  }

  private RawRow objective(String id) {
    return RawRow.of(
        "objective_id", id,
        "agent_id", dice.chance(0.05) ? People.GHOST : dice.of(people.agents()),
        "period_start", start().toString(),
        "period", "month",
        "weight", dice.of("0.2", "0.35", "1", "20", "30"),
        "target", dice.of("3", "7", "100", "12.5"),
        "actual", dice.maybe(0.8, dice.of("0", "1", "2.5", "7", "100", "120")));
  }

  /** A target of nothing, or a signed target for a KPI. */
  private RawRow notCounted(RawRow row) {
    return dice.chance(0.5)
        ? row.with("target", "0")
        : row.with("kpi", dice.of("dials", "revenue")).with("actual", "");
  }

  /** First days of months, one of them still to come. */
  private LocalDate start() {
    return clock.first().withDayOfMonth(1).plusMonths(dice.between(0, 6));
  }
}
