package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Leads of all classes, several of one customer before and after its deals. */
final class LeadFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;

  LeadFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      Clock.Style style = clock.style();
      RawRow row = lead("lead-" + i, style);
      rows.addAll(
          materials
              .versions()
              .of(
                  row,
                  List.of(
                      version -> version.with("class", classOfLead()),
                      version -> version.with("agent_id", dice.of(people.agents())),
                      version -> version.with("visited_at", ""),
                      version ->
                          version.with(
                              "created_at", clock.text(clock.moment(clock.day()), style)))));
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "leads",
                "lead_id",
                List.copyOf(rows),
                "lead_id",
                "",
                "agent_id",
                "",
                "class",
                "",
                "class",
                "D",
                "created_at",
                "",
                "created_at",
                "2025-06-31T08:00:00Z",
                "enquiry_sent_at",
                "soon",
                "visited_at",
                "2099-01-01T00:00:00Z"));
    return materials.files(
        "leads", rows, List.of("lead_id", "agent_id", "class", "created_at"), dice.between(1, 2));
  }

  private RawRow lead(String id, Clock.Style style) {
    LocalDate day = clock.day();
    return RawRow.of(
        "lead_id", id,
        "agent_id", dice.chance(0.05) ? People.GHOST : dice.of(people.agents()),
        "customer_id", dice.maybe(0.9, dice.of(dice.of(people.customers()), "S1", "S2", "C901")),
        "class", classOfLead(),
        "created_at", clock.text(clock.moment(day), style),
        "enquiry_sent_at",
            dice.maybe(0.4, clock.text(clock.moment(day.plusDays(dice.between(0, 20))), style)),
        "visited_at",
            dice.maybe(0.3, clock.text(clock.moment(day.plusDays(dice.between(0, 40))), style)));
  }

  private String classOfLead() {
    return dice.of("A", "A", "B", "B", "C", "invalid");
  }
}
