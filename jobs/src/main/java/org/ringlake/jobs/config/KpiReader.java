package org.ringlake.jobs.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringlake.kpi.Direction;
import org.ringlake.kpi.FormulaUnits;
import org.ringlake.kpi.Interval;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.kpi.Target;

/** Reads {@code kpis.yaml}, KPIs in the order written. */
final class KpiReader {
  private final Section kpi;

  private KpiReader(Section kpi) {
    this.kpi = kpi;
  }

  static List<KpiDefinition> read(YamlNode.Mapping node, Mistakes mistakes) {
    List<KpiDefinition> kpis = new ArrayList<>();
    try (Section top = Section.of(node, mistakes)) {
      Section all = top.section("kpis");
      boolean isUnreadable = mistakes.areAt(List.of(node.where(), top.where("kpis")));
      if (all.isEmpty() && !isUnreadable) {
        top.mistake("kpis", "'kpis' is missing; write kpis: with the KPIs below");
      }
      for (Map.Entry<String, Section> each : all.named().entrySet()) {
        try (Section section = each.getValue()) {
          kpis.add(new KpiReader(section).definition(each.getKey()));
        }
      }
    }
    return kpis;
  }

  private KpiDefinition definition(String id) {
    try {
      Values.name(id);
    } catch (IllegalArgumentException e) {
      kpi.mistake("", "KPI '%s' %s".formatted(id, e.getMessage()));
    }
    Section name = kpi.section("name");
    try (name) {
      Direction direction =
          kpi.required("direction", "write up, down or band", KpiReader::direction)
              .orElse(Direction.HIGHER);
      return new KpiDefinition(
          id,
          name.required("en", "write the English name", Values::text).orElse(""),
          name.required("zh", "write the Chinese name", Values::text).orElse(""),
          kpi.or("description", "", Values::text),
          kpi.required("unit", "write one such as count, share or money", Values::text).orElse(""),
          direction,
          kpi.required("numerator", "write SQL over measures", SqlSyntax::expression).orElse(""),
          kpi.optional("denominator", SqlSyntax::expression),
          units(),
          sample(),
          interval(),
          some("layers", Layer.class),
          some("periods", Period.class),
          TargetReader.read(kpi, direction).orElse(Target.NONE),
          kpi.or("version", 1, Values.wholeFrom(1)));
    }
  }

  private FormulaUnits units() {
    if (kpi.has("denominator-unit") && !kpi.has("denominator")) {
      kpi.mistake(
          "denominator-unit",
          "denominator-unit of a plain sum means nothing; add a denominator or delete it");
    }
    return new FormulaUnits(
        kpi.or("numerator-unit", 1, Values.wholeFrom(1)),
        kpi.or("denominator-unit", 1, Values.wholeFrom(1)));
  }

  private Optional<String> sample() {
    if (kpi.has("sample") && !kpi.has("denominator")) {
      kpi.mistake("sample", "sample of a plain sum means nothing; add a denominator or delete it");
    }
    return kpi.optional("sample", SqlSyntax::expression);
  }

  /** A share of counts has one unless it says otherwise. */
  private Interval interval() {
    boolean isShareOfCases =
        kpi.has("denominator")
            && !kpi.has("sample")
            && kpi.optional("unit", Values::text).filter("share"::equals).isPresent();
    Optional<Interval> given = kpi.optional("interval", Values.oneOf(Interval.class));
    if (given.filter(interval -> interval == Interval.WILSON).isPresent() && !isShareOfCases) {
      kpi.mistake(
          "interval",
          "interval wilson is of so many of so many cases: of unit share, with a denominator and no"
              + " sample; write none");
    }
    return given.orElse(isShareOfCases ? Interval.WILSON : Interval.NONE);
  }

  private static Direction direction(String text) {
    return switch (text) {
      case "up" -> Direction.HIGHER;
      case "down" -> Direction.LOWER;
      case "band" -> Direction.BAND;
      default -> throw new IllegalArgumentException("is unknown; write one of up, down, band");
    };
  }

  private <E extends Enum<E>> Set<E> some(String key, Class<E> type) {
    List<E> values = kpi.list(key, Values.oneOf(type));
    return values.isEmpty() ? EnumSet.allOf(type) : EnumSet.copyOf(values);
  }
}
