package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** The roster with its moves, joiners and leavers, and the teams. */
final class RosterFeeds {
  private static final int JOINER = 4;
  private static final int LEAVER = 1;
  private static final int DISMISSED = 3;
  private static final int LEAVES_AFTER_ALL = 5;

  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;
  private final LocalDate middle;

  RosterFeeds(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
    this.middle = clock.first().plusDays(dice.between(40, 100));
  }

  List<RawFile> agentFiles() {
    List<RawRow> rows = new ArrayList<>(rosterRows());
    rows.addAll(
        materials
            .bad()
            .of(
                "agents",
                "agent_id",
                List.copyOf(rows),
                "agent_id",
                "",
                "left_reason",
                "bored",
                "valid_from",
                "2025-02-29",
                "hired_on",
                "2025-02-30",
                "left_on",
                "2001-01-31",
                "base_pay",
                "-1"));
    return materials.files("agents", rows, List.of("agent_id"), 2);
  }

  List<RawFile> teamFiles() {
    List<RawRow> rows = new ArrayList<>(teamRows());
    rows.addAll(
        materials
            .bad()
            .of(
                "teams",
                "team_id",
                List.copyOf(rows),
                "team_id",
                "",
                "business",
                "circus",
                "valid_from",
                "2025-13-01"));
    return materials.files("teams", rows, List.of("team_id"), 1);
  }

  /** A call of who is dismissed, on the last day: so that something happens there. */
  RawRow farewell() {
    return RawRow.of(
        "call_id",
        "farewell",
        "started_at",
        clock.text(clock.at(middle.plusDays(17), LocalTime.of(17, 0))),
        "agent_id",
        people.agents().get(DISMISSED),
        "disposition",
        "no_answer");
  }

  private String leavingDay(int index) {
    return switch (index) {
      case LEAVER -> middle.plusDays(30).toString();
      case DISMISSED -> middle.plusDays(17).toString();
      case LEAVES_AFTER_ALL -> clock.last().plusDays(11).toString();
      default -> "";
    };
  }

  private static String leavingReason(int index) {
    return switch (index) {
      case LEAVER, LEAVES_AFTER_ALL -> "voluntary";
      case DISMISSED -> "involuntary";
      default -> "";
    };
  }

  /** Moves, a swap of extensions, a late joiner, a cancelled move and a corrected team. */
  private List<RawRow> rosterRows() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < people.agents().size(); i++) {
      String from =
          i == JOINER
              ? middle.toString()
              : dice.maybe(0.5, clock.first().minusDays(100).toString());
      rows.add(agent(i, dice.of("T1", "T2", "T3", "T4", ""), people.extensionOf(i), from));
    }
    rows.add(agent(0, "T2", people.extensionOf(0), middle.toString()));
    RawRow cancelled = agent(1, "T3", people.extensionOf(1), middle.plusDays(3).toString());
    rows.add(cancelled.with("updated_at", "2025-01-01T00:00:00Z"));
    rows.add(cancelled.with("updated_at", "2025-01-02T00:00:00Z").with("is_deleted", "true"));
    rows.add(agent(2, "T1", people.extensionOf(3), middle.minusDays(9).toString()));
    rows.add(agent(3, "T1", people.extensionOf(2), middle.minusDays(9).toString()));
    RawRow corrected = agent(5, "T2", people.extensionOf(5), middle.minusDays(20).toString());
    rows.add(corrected.with("updated_at", "2025-03-01T00:00:00Z"));
    rows.add(corrected.with("team_id", "T3").with("updated_at", "2025-02-01 09:00:00"));
    rows.add(corrected.with("team_id", "T4"));
    rows.add(rows.get(0));
    return rows;
  }

  private RawRow agent(int index, String team, String extension, String validFrom) {
    return RawRow.of(
        "agent_id",
        people.agents().get(index),
        "name",
        dice.of("李, 伟", "王芳", "O\"Hara", "Ann Lee"),
        "team_id",
        team,
        "extension",
        extension,
        "hired_on",
        index == JOINER ? middle.toString() : "2023-05-0" + (index % 3 + 1),
        "left_on",
        leavingDay(index),
        "left_reason",
        leavingReason(index),
        "valid_from",
        validFrom);
  }

  /** A team that changes its site, one founded late, one without a site. */
  private List<RawRow> teamRows() {
    LocalDate change = clock.first().plusDays(dice.between(20, 120));
    return List.of(
        team("T1", "Beijing", ""),
        team("T1", "成都", change.toString()),
        team("T2", "成都", clock.first().minusDays(30).toString()),
        team("T2", "Beijing", clock.first().minusDays(30).toString())
            .with("updated_at", "2025-01-01T00:00:00Z"),
        team("T3", "Beijing", change.plusDays(7).toString()),
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
}
