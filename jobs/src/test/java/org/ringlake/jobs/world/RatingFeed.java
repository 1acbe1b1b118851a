package org.ringlake.jobs.world;

import java.util.ArrayList;
import java.util.List;

/** Ratings by everybody, in the dimensions of the catalogue and in others. */
final class RatingFeed {
  private static final List<String> DIMENSIONS =
      List.of(
          "",
          "teamwork",
          "service",
          "skills",
          "knowledge",
          "analysis",
          "execution",
          "attitude",
          "communication",
          "solving",
          "speed",
          "training",
          "humour");

  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;

  RatingFeed(Materials materials) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      Clock.Style style = clock.style();
      rows.addAll(
          materials
              .versions()
              .of(
                  rating("rating-" + i, style),
                  List.of(
                      version -> version.with("score", dice.of("9", "10", "100")),
                      version -> version.with("dimension", dice.of(DIMENSIONS)),
                      version ->
                          version.with("rated_at", clock.text(clock.moment(clock.day()), style)))));
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "ratings",
                "rating_id",
                List.copyOf(rows),
                "rating_id",
                "",
                "agent_id",
                "",
                "rated_at",
                "",
                "rated_at",
                "2099-01-01T00:00:00Z",
                "rater_kind",
                "dog",
                "score",
                "",
                "score",
                "101",
                "score",
                "-1",
                "score",
                "good"));
    return materials.files(
        "ratings", rows, List.of("rating_id", "agent_id", "rated_at", "score"), 1);
  }

  private RawRow rating(String id, Clock.Style style) {
    return RawRow.of(
        "rating_id", id,
        "agent_id", dice.chance(0.05) ? People.GHOST : dice.of(people.agents()),
        "rated_at", clock.text(clock.moment(clock.day()), style),
        "rater_kind", dice.of("peer", "manager", "manager", "customer", "self"),
        "dimension", dice.of(DIMENSIONS),
        "score", dice.of("0", "100", "60", "80", "87.5", "66.25"));
  }
}
