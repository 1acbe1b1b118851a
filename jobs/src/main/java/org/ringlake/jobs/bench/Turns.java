package org.ringlake.jobs.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Things measured in turn, so that what else the machine does falls on all of them alike. */
final class Turns {
  private Turns() {}

  /** One of the things that are measured. */
  @FunctionalInterface
  interface Side {
    /**
     * Does the work once.
     *
     * @return how long it and its parts took, each under its own name, in the order to be printed
     */
    Map<String, Stopwatch.Time> take() throws IOException, SQLException;
  }

  /**
   * Takes the uncounted turns of each side, then the counted ones.
   *
   * @return the counted times by name, side after side
   * @throws IllegalArgumentException when two sides use one name
   */
  static Map<String, List<Stopwatch.Time>> of(TurnCount turns, List<Side> sides)
      throws IOException, SQLException {
    List<Map<String, List<Stopwatch.Time>>> taken = new ArrayList<>();
    sides.forEach(side -> taken.add(new LinkedHashMap<>()));
    for (int turn = 0; turn < turns.uncounted() + turns.counted(); turn++) {
      for (int index = 0; index < sides.size(); index++) {
        Map<String, Stopwatch.Time> times = sides.get(index).take();
        if (turn >= turns.uncounted()) {
          Map<String, List<Stopwatch.Time>> counted = taken.get(index);
          times.forEach(
              (name, time) -> counted.computeIfAbsent(name, each -> new ArrayList<>()).add(time));
        }
      }
    }
    Map<String, List<Stopwatch.Time>> all = new LinkedHashMap<>();
    taken.forEach(side -> side.forEach((name, times) -> add(all, name, times)));
    return all;
  }

  private static void add(
      Map<String, List<Stopwatch.Time>> all, String name, List<Stopwatch.Time> times) {
    if (all.putIfAbsent(name, times) != null) {
      throw new IllegalArgumentException("two sides measure '%s'; name them apart".formatted(name));
    }
  }
}
