package org.ringlake.explain;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.ringlake.facts.CountedDays;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.Layer;

/**
 * The cell whose measures are explained.
 *
 * @param asOf the day that counted as today when they were computed
 */
public record ExplainedCell(Layer layer, String entityId, CellPeriod period, LocalDate asOf) {

  /** The days of the period that are counted. */
  public CountedDays days() {
    return CountedDays.of(
        period.start().datesUntil(period.following().start()).collect(Collectors.toSet()), asOf);
  }

  /** The last of them. */
  LocalDate lastCountedDay() {
    return period.lastDay().isAfter(asOf) ? asOf : period.lastDay();
  }
}
