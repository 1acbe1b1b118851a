package org.ringlake.kpi;

import java.util.Optional;
import java.util.Set;

/**
 * One KPI: its formula over measures summed to a cell (entity × period).
 *
 * @param id the value of the column {@code kpi}
 * @param unit count, seconds, share, money, score, per-day, per-hour, …: for display
 * @param numerator SQL over measure names, each already summed (or, for distinct customers,
 *     counted) over the cell
 * @param denominator the same; empty for a plain sum
 * @param units what the two are published in
 * @param sample the same, how many cases a ratio rests on; empty: its denominator
 * @param interval what is published of a ratio's uncertainty
 * @param version raised whenever the formula changes its meaning
 */
public record KpiDefinition(
    String id,
    String englishName,
    String chineseName,
    String description,
    String unit,
    Direction direction,
    String numerator,
    Optional<String> denominator,
    FormulaUnits units,
    Optional<String> sample,
    Interval interval,
    Set<Layer> layers,
    Set<Period> periods,
    Target target,
    int version) {

  public KpiDefinition {
    layers = Set.copyOf(layers);
    periods = Set.copyOf(periods);
  }

  /** Whether it has a place in such cells. */
  boolean isDeclaredFor(Layer layer, Period period) {
    return layers.contains(layer) && periods.contains(period);
  }
}
