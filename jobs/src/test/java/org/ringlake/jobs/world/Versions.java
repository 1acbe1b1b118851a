package org.ringlake.jobs.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Gives rows a history: duplicates, older and newer versions, ties and tombstones.
 *
 * <p>Versions of one row are written alike (same style of times, no padding), so that what decides
 * between two of the same {@code updated_at} is a value and not its spelling.
 */
final class Versions {
  private static final Instant EARLIEST = Instant.parse("2024-06-01T00:00:00Z");

  private final Dice dice;
  private final Clock clock;

  Versions(Dice dice, Clock clock) {
    this.dice = dice;
    this.clock = clock;
  }

  /**
   * The row with its other versions.
   *
   * @param changes what may differ between versions
   */
  List<RawRow> of(RawRow row, List<UnaryOperator<RawRow>> changes) {
    if (dice.chance(0.7)) {
      return List.of(stamped(row));
    }
    Clock.Style style = clock.style();
    Instant base = EARLIEST.plus(Duration.ofMinutes(dice.between(0, 500_000)));
    List<String> stamps =
        new ArrayList<>(
            Arrays.asList(
                "",
                clock.text(base.minus(Duration.ofDays(2)), style),
                clock.text(base, style),
                clock.text(base.plus(Duration.ofDays(2)), style)));
    List<RawRow> versions = new ArrayList<>();
    versions.add(row.with("updated_at", dice.of(stamps)));
    int more = dice.between(1, 3);
    for (int i = 0; i < more; i++) {
      RawRow version = row.with("updated_at", dice.of(stamps));
      if (dice.chance(0.6)) {
        version = dice.of(changes).apply(version);
      }
      if (dice.chance(0.2)) {
        version = version.with("is_deleted", dice.of("true", "false"));
      }
      versions.add(version);
    }
    if (dice.chance(0.4)) {
      versions.add(dice.of(versions));
    }
    return versions;
  }

  private RawRow stamped(RawRow row) {
    return dice.chance(0.5)
        ? row
        : row.with("updated_at", clock.text(clock.at(day(), LocalTime.NOON)));
  }

  private LocalDate day() {
    return clock.day();
  }
}
