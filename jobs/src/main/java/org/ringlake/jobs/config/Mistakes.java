package org.ringlake.jobs.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects mistakes while reading goes on, so that all are reported together. */
public final class Mistakes {
  private final Set<Mistake> found = new LinkedHashSet<>();

  public void add(Location where, String what) {
    found.add(new Mistake(where, what));
  }

  boolean areAny() {
    return !found.isEmpty();
  }

  /** Whether there is a mistake at any of these places. */
  boolean areAt(Collection<Location> places) {
    return !at(places).isEmpty();
  }

  /** The mistakes at these places. */
  List<Mistake> at(Collection<Location> places) {
    return found.stream().filter(mistake -> places.contains(mistake.where())).toList();
  }

  /** Ends here if there was any mistake. */
  public void throwIfAny() {
    if (areAny()) {
      throw new ConfigException(inOrder());
    }
  }

  private List<Mistake> inOrder() {
    List<Mistake> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Mistake::where));
    return sorted;
  }
}
