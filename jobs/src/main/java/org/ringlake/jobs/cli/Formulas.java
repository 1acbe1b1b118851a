package org.ringlake.jobs.cli;

import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;

/** What a part of a KPI is made of, for people. */
final class Formulas {
  private Formulas() {}

  /**
   * The formula of a part.
   *
   * @param part one of {@link Kpis#PUBLISHED}
   * @return SQL over measures, or names of other parts; empty where there is none
   */
  static String of(KpiDefinition kpi, String part) {
    return switch (part) {
      case Kpis.VALUE ->
          kpi.denominator().isPresent()
              ? Kpis.NUMERATOR + " / " + Kpis.DENOMINATOR
              : Kpis.NUMERATOR;
      case Kpis.NUMERATOR -> inUnits(kpi.numerator(), kpi.units().numerator());
      case Kpis.DENOMINATOR ->
          kpi.denominator().map(sql -> inUnits(sql, kpi.units().denominator())).orElse("");
      case Kpis.SAMPLE_SIZE -> kpi.sample().or(kpi::denominator).orElse("");
      default -> "";
    };
  }

  private static String inUnits(String sql, int unit) {
    return unit == 1 ? sql : "(%s) / %d".formatted(sql, unit);
  }
}
