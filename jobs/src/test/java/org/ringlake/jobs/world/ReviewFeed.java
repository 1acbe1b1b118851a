package org.ringlake.jobs.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reviews by people and by machine, several of one call, some of calls that are gone. */
final class ReviewFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final List<String> calls;

  ReviewFeed(Materials materials, List<String> calls) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.calls = calls;
  }

  List<RawFile> files() {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      String call = dice.chance(0.05) ? "gone" : dice.of(calls);
      Clock.Style style = clock.style();
      Instant moment = clock.moment(clock.day());
      int count = dice.between(1, 3);
      for (int j = 0; j < count; j++) {
        Instant at = dice.chance(0.3) ? moment : clock.moment(clock.day());
        rows.addAll(versions(review("review-" + i + "-" + j, call, clock.text(at, style)), style));
      }
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "reviews",
                "review_id",
                List.copyOf(rows),
                "review_id",
                "",
                "call_id",
                "",
                "reviewed_at",
                "",
                "reviewed_at",
                "2099-01-01T00:00:00Z",
                "source",
                "oracle",
                "violations",
                "-1",
                "script_score",
                "100.5",
                "information_accurate",
                "maybe",
                "emotional_stability",
                "-0.5",
                "pressure_resistance",
                "high",
                "empathy_phrases",
                "1.5",
                "mood_start",
                "furious",
                "mood_end",
                "happy",
                "is_exemplary",
                "so-so"));
    return materials.files(
        "reviews", rows, List.of("review_id", "call_id", "reviewed_at"), dice.between(1, 2));
  }

  private List<RawRow> versions(RawRow row, Clock.Style style) {
    return materials
        .versions()
        .of(
            row,
            List.of(
                version -> version.with("violations", dice.number(0, 1)),
                version -> version.with("script_score", score()),
                version -> version.with("source", source()),
                version ->
                    version.with("reviewed_at", clock.text(clock.moment(clock.day()), style))));
  }

  private RawRow review(String id, String call, String reviewedAt) {
    return RawRow.of(
        "review_id", id,
        "call_id", call,
        "reviewed_at", reviewedAt,
        "source", source(),
        "violations", dice.maybe(0.8, dice.number(0, 2)),
        "script_score", dice.maybe(0.7, score()),
        "information_accurate", dice.of("", "true", "true", "false"),
        "emotional_stability", dice.maybe(0.6, score()),
        "pressure_resistance", dice.maybe(0.6, score()),
        "empathy_phrases", dice.maybe(0.6, dice.number(0, 5)),
        "mood_start", dice.of("", "negative", "negative", "neutral", "positive"),
        "mood_end", dice.of("", "negative", "neutral", "positive", "positive"),
        "is_exemplary", dice.of("", "true", "false"));
  }

  private String source() {
    return dice.of("human", "automatic");
  }

  private String score() {
    return dice.of("0", "100", dice.number(50, 99), "87.5", "66.25", "99.9999");
  }
}
