package org.ringlake.jobs.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Shifts of everybody on the roster and of one who is not, some still to come. */
final class ShiftFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;

  ShiftFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  List<RawFile> files() {
    List<String> rostered = new ArrayList<>(people.agents());
    rostered.add(People.GHOST);
    List<RawRow> rows = new ArrayList<>();
    for (String agent : rostered) {
      for (LocalDate day = clock.first();
          day.isBefore(clock.last().plusDays(6));
          day = day.plusDays(1)) {
        if (day.getDayOfWeek() != DayOfWeek.SUNDAY && dice.chance(0.3)) {
          rows.addAll(shift(agent, day));
        }
      }
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "shifts",
                "agent_id",
                List.copyOf(rows),
                "agent_id",
                "",
                "date",
                "",
                "date",
                "2025-02-30",
                "logged_in_seconds",
                "-1",
                "break_seconds",
                "86401",
                "leave_days",
                "1.5",
                "leave_type",
                "lazy"));
    return materials.files("shifts", rows, List.of("agent_id", "date"), dice.between(1, 2));
  }

  private List<RawRow> shift(String agent, LocalDate day) {
    RawRow row =
        RawRow.of(
            "agent_id",
            agent,
            "date",
            day.toString(),
            "scheduled_seconds",
            dice.of("28800", "28800", "14400", "0", ""));
    RawRow known =
        dice.chance(0.8)
            ? row.with("logged_in_seconds", dice.number(9000, 30_000))
                .with("break_seconds", dice.maybe(0.8, dice.number(0, 3600)))
                .with("available_seconds", dice.maybe(0.5, dice.number(0, 5000)))
            : row.with("logged_in_seconds", dice.maybe(0.5, "0"))
                .with("leave_type", dice.of("sick", "personal", "annual", "other"))
                .with("leave_days", dice.of("1", "0.5", "0.25"));
    return materials
        .versions()
        .of(
            known,
            List.of(
                version -> version.with("logged_in_seconds", dice.of("9900", "10000")),
                version -> version.with("scheduled_seconds", dice.of("9900", "28800"))));
  }
}
