package org.ringlake.jobs.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringlake.kpi.Direction;
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
      if (!top.isEmpty() && !top.has("kpis")) {
        top.mistake("kpis", "'kpis' is missing; write kpis: with the KPIs below");
      }
      for (Map.Entry<String, Section> each : top.section("kpis").named().entrySet()) {
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
          some("layers", Layer.class),
          some("periods", Period.class),
          target(direction),
          kpi.or("version", 1, Values.wholeFrom(1)));
    }
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

  private Target target(Direction direction) {
    if (!kpi.has("target")) {
      return Target.NONE;
    }
    if (kpi.isScalar("target")) {
      return single(direction);
    }
    try (Section band = kpi.section("target")) {
      Optional<BigDecimal> low = band.required("low", "write the least good value", Values::number);
      Optional<BigDecimal> high =
          band.required("high", "write the greatest good value", Values::number);
      if (direction != Direction.BAND) {
        kpi.mistake("target", "target is a band, but direction is not; write one number");
      } else if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
        kpi.mistake("target", "target.low is above target.high; swap them");
      }
      return new Target(low, high);
    }
  }

  private Target single(Direction direction) {
    Optional<BigDecimal> bound = kpi.optional("target", Values::number);
    return switch (direction) {
      case HIGHER -> new Target(bound, Optional.empty());
      case LOWER -> new Target(Optional.empty(), bound);
      case BAND -> {
        kpi.mistake("target", "target of a band needs both ends; write {low: 0.5, high: 0.7}");
        yield Target.NONE;
      }
    };
  }
}
