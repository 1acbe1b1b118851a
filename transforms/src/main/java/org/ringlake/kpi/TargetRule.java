package org.ringlake.kpi;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A target that holds for some cells only.
 *
 * @param kpi the KPI's id
 * @param entity empty for all of the layer
 * @param validFrom the first day; empty for always
 * @param validUntil the last day, inclusive; empty for ever
 * @param season the season it holds in; empty for all of the year
 */
public record TargetRule(
    String kpi,
    Layer layer,
    Optional<String> entity,
    Set<Period> periods,
    Optional<String> season,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validUntil,
    Target target) {

  public TargetRule {
    periods = Set.copyOf(periods);
  }

  /** Whether no order of precedence decides between the two in some cell. */
  public boolean isRivalOf(TargetRule other) {
    return kpi.equals(other.kpi)
        && layer == other.layer
        && entity.equals(other.entity)
        && season.equals(other.season)
        && validFrom.equals(other.validFrom)
        && periods.stream().anyMatch(other.periods::contains);
  }
}
