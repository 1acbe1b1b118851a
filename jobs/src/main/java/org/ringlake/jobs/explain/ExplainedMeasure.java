package org.ringlake.jobs.explain;

import java.time.LocalDate;
import java.util.SortedMap;

/**
 * A measure of a cell, in its own unit.
 *
 * @param published what the cell was published with, and its formula used
 * @param events how many there are, one for each of those who share it
 * @param days what the events of each day add up to
 * @param isConstant whether it is a number of the calendar, and no sum of events
 */
public record ExplainedMeasure(
    String name, long published, long events, SortedMap<LocalDate, Long> days, boolean isConstant) {

  /** What all its events add up to. */
  public long sumOfEvents() {
    return days.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether its events explain it. */
  public boolean addsUp() {
    return isConstant || sumOfEvents() == published;
  }
}
