package org.ringlake.jobs.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Daily reports around their cut-off, late or never submitted, and weekly ones. */
final class WorklogFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;

  WorklogFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (String agent : people.agents()) {
      for (int i = 0; i < 8; i++) {
        rows.addAll(daily(agent, clock.day()));
      }
      for (int i = 0; i < 3; i++) {
        LocalDate day = clock.day();
        rows.add(
            RawRow.of(
                "agent_id",
                agent,
                "date",
                day.toString(),
                "kind",
                "weekly",
                "submitted_at",
                clock.text(clock.moment(day))));
      }
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "worklogs",
                "agent_id",
                List.copyOf(rows),
                "agent_id",
                "",
                "date",
                "",
                "date",
                "2025-02-30",
                "kind",
                "hourly",
                "submitted_at",
                "late"));
    return materials.files("worklogs", rows, List.of("agent_id", "date", "kind"), 1);
  }

  private List<RawRow> daily(String agent, LocalDate day) {
    Clock.Style style = clock.style();
    RawRow row =
        RawRow.of(
            "agent_id", agent,
            "date", day.toString(),
            "kind", "daily",
            "submitted_at", submission(day, style),
            "text", dice.maybe(0.5, "called, wrote \"offers\""));
    return materials
        .versions()
        .of(
            row,
            List.of(
                version -> version.with("submitted_at", submission(day, style)),
                version -> version.with("submitted_at", "")));
  }

  private String submission(LocalDate day, Clock.Style style) {
    Instant cutOff = clock.at(day, LocalTime.of(23, 59));
    return switch (dice.between(0, 5)) {
      case 0 -> "";
      case 1 -> clock.text(cutOff, style);
      case 2 -> clock.text(cutOff.plusSeconds(1), style);
      case 3 -> clock.text(cutOff.plus(Duration.ofHours(9)), style);
      default -> clock.text(clock.at(day, LocalTime.of(18, 30)), style);
    };
  }
}
