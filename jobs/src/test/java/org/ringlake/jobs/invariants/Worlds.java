package org.ringlake.jobs.invariants;

import java.time.ZoneId;
import java.util.List;
import org.ringlake.jobs.world.World;
import org.ringlake.jobs.world.WorldBuilder;

/** The worlds the invariants are held against; a seed names one in a failure's message. */
final class Worlds {
  /** Every feed, in the default zone. */
  static final World USUAL = new WorldBuilder(1).build();

  /** In a zone with daylight saving, where days with a call count as attended. */
  static final World WITHOUT_SHIFTS =
      new WorldBuilder(300).in(ZoneId.of("Europe/Berlin")).withoutShifts().build();

  /** The ids of agents stand as they come. */
  static final World WITHOUT_ROSTER = new WorldBuilder(4000).withoutRoster().build();

  /** Agents share the customers they won; looked at in {@link SharedCustomersTest} alone. */
  static final World OF_SHARED_CUSTOMERS = new WorldBuilder(2).build();

  static final List<World> ALL = List.of(USUAL, WITHOUT_SHIFTS, WITHOUT_ROSTER);

  private Worlds() {}
}
