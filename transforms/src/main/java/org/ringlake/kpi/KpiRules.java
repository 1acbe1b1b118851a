package org.ringlake.kpi;

import java.util.List;

/**
 * What decides the KPIs of a cell.
 *
 * @param definitions at least one
 * @param minSample the fewest cases on which a ratio is called reliable
 */
public record KpiRules(List<KpiDefinition> definitions, Targets targets, int minSample) {
  public KpiRules {
    definitions = List.copyOf(definitions);
  }
}
