package org.ringlake.jobs.world;

import java.util.ArrayList;
import java.util.List;

/** Rows with one mistake each, half of them claiming to be the newest version of a good row. */
final class BadRows {
  private static final String NEWEST = "2025-05-20T00:00:00Z";

  private final Dice dice;
  private final List<Rejection> rejections = new ArrayList<>();

  BadRows(Dice dice) {
    this.dice = dice;
  }

  List<Rejection> rejections() {
    return List.copyOf(rejections);
  }

  /**
   * Spoils copies of good rows.
   *
   * @param mistakes column, wrong value, column, wrong value…; an empty value is a missing one
   */
  List<RawRow> of(String feed, String key, List<RawRow> good, String... mistakes) {
    List<RawRow> bad = new ArrayList<>();
    for (int i = 0; i < mistakes.length; i += 2) {
      bad.add(model(key, good, i).with(mistakes[i], mistakes[i + 1]));
      rejections.add(new Rejection(feed, mistakes[i]));
    }
    for (Damage damage : Damage.values()) {
      if (damage != Damage.NONE) {
        bad.add(model(key, good, damage.ordinal()).damaged(damage));
        rejections.add(new Rejection(feed, ""));
      }
    }
    return bad;
  }

  /**
   * Spoils copies of good rows by a value that is wrong only because of another column.
   *
   * @param field the column at fault
   */
  List<RawRow> spoilt(
      String feed, String key, List<RawRow> good, String column, String value, String field) {
    rejections.add(new Rejection(feed, field));
    return List.of(model(key, good, 0).with(column, value));
  }

  private RawRow model(String key, List<RawRow> good, int number) {
    RawRow row = dice.of(good);
    return dice.chance(0.5) ? row.with("updated_at", NEWEST) : row.with(key, "BAD" + number);
  }
}
