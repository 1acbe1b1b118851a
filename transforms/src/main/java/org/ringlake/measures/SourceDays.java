package org.ringlake.measures;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ringlake.facts.CountedDays;

/**
 * Which days have to be computed again, and for which sources of events.
 *
 * @param bySource by {@link TouchedDays#name}; sources without any day may be left out
 * @param asked days to compute again for every source
 * @param asOf the day that counts as today; days after it are left out
 */
public record SourceDays(
    Map<String, Set<LocalDate>> bySource, Set<LocalDate> asked, LocalDate asOf) {

  public SourceDays {
    bySource = Map.copyOf(bySource);
    asked = Set.copyOf(asked);
  }

  /** The days of any of these sources. */
  public CountedDays of(Collection<String> sources) {
    Set<LocalDate> days = new HashSet<>(asked);
    sources.forEach(source -> days.addAll(bySource.getOrDefault(source, Set.of())));
    return CountedDays.of(days, asOf);
  }

  /** The days of all sources. */
  public CountedDays all() {
    Set<LocalDate> days = new TreeSet<>(asked);
    bySource.values().forEach(days::addAll);
    return CountedDays.of(days, asOf);
  }
}
