package org.ringlake.jobs.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Surveys, most without an agent of their own. */
final class SurveyFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;
  private final List<String> plainCalls;

  /**
   * @param plainCalls ids of calls that are certain to be there
   */
  SurveyFeed(Materials materials, List<String> plainCalls) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
    this.plainCalls = plainCalls;
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      RawRow row = survey("survey-" + i);
      rows.addAll(
          materials
              .versions()
              .of(
                  row,
                  List.of(
                      version -> version.with("csat", dice.number(1, 5)),
                      version -> version.with("nps", dice.of("10", "9", "2")))));
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "surveys",
                "survey_id",
                List.copyOf(rows),
                "survey_id",
                "",
                "answered_at",
                "",
                "answered_at",
                "2099-06-01T00:00:00Z",
                "csat",
                "6",
                "csat",
                "0",
                "nps",
                "11",
                "nps",
                "-1"));
    return materials.files(
        "surveys", rows, List.of("survey_id", "answered_at"), dice.between(1, 2));
  }

  private RawRow survey(String id) {
    RawRow row =
        RawRow.of(
            "survey_id", id,
            "answered_at",
                clock.text(
                    clock.moment(clock.day()).plus(Duration.ofDays(dice.chance(0.03) ? 9 : 0))),
            "csat", dice.maybe(0.8, dice.number(1, 5)),
            "nps", dice.maybe(0.7, dice.number(0, 10)));
    return switch (dice.between(0, 4)) {
      case 0 -> row.with("agent_id", dice.of(People.GHOST, dice.of(people.agents()), "A1", "A2"));
      case 1 -> row.with("call_id", dice.of(plainCalls));
      case 2 ->
          row.with("call_id", dice.maybe(0.5, "gone"))
              .with("customer_id", dice.of(people.loyalCustomers()));
      case 3 -> row.with("agent_id", dice.of(people.agents())).with("call_id", dice.of(plainCalls));
      default -> row;
    };
  }
}
