package org.ringlake.jobs.config;

import static java.util.stream.Collectors.toCollection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringlake.kpi.Calendar;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.kpi.Target;
import org.ringlake.kpi.TargetRule;

/** Reads {@code targets.yaml}: targets of a layer or one of its entities. */
final class TargetsReader {
  private final Map<String, KpiDefinition> kpis = new TreeMap<>();
  private final Set<String> seasons;
  private final Mistakes mistakes;
  private final List<TargetRule> rules = new ArrayList<>();
  private final List<Location> written = new ArrayList<>();

  private TargetsReader(List<KpiDefinition> kpis, Calendar calendar, Mistakes mistakes) {
    kpis.forEach(kpi -> this.kpis.put(kpi.id(), kpi));
    this.seasons =
        calendar.seasons().stream().map(Calendar.Season::name).collect(toCollection(TreeSet::new));
    this.mistakes = mistakes;
  }

  static List<TargetRule> read(
      YamlNode.Mapping node, List<KpiDefinition> kpis, Calendar calendar, Mistakes mistakes) {
    TargetsReader reader = new TargetsReader(kpis, calendar, mistakes);
    try (Section top = Section.of(node, mistakes)) {
      top.sections("targets").forEach(reader::read);
    }
    return reader.rules;
  }

  private void read(Section section) {
    try (section) {
      Optional<KpiDefinition> kpi =
          section
              .required("kpi", "write a KPI of kpis.yaml", Values::text)
              .flatMap(id -> kpi(section, id));
      Optional<Layer> layer =
          section.required(
              "layer", "write agent, team, site or enterprise", Values.oneOf(Layer.class));
      Optional<String> entity = section.optional("entity", Values::text);
      List<Period> periods = section.list("periods", Values.oneOf(Period.class));
      Optional<String> season = section.optional("season", this::season);
      Optional<LocalDate> from = section.optional("valid-from", Values::date);
      Optional<LocalDate> until = section.optional("valid-until", Values::date);
      if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
        section.mistake("valid-until", "valid-until is before valid-from; swap them");
      }
      if (!section.has("target")) {
        section.mistake("target", "'target' is missing; write a number, or {low: 0.5, high: 0.7}");
      }
      if (kpi.isEmpty()) {
        section.ignoreRest();
        return;
      }
      Optional<Target> target = TargetReader.read(section, kpi.get().direction());
      checkCells(section, kpi.get(), layer, periods);
      boolean isUnderstood =
          section.has("season") == season.isPresent()
              && section.has("valid-from") == from.isPresent()
              && section.has("periods") != periods.isEmpty();
      if (layer.isPresent() && target.isPresent() && isUnderstood) {
        add(
            new TargetRule(
                kpi.get().id(),
                layer.get(),
                entity,
                periods.isEmpty() ? EnumSet.allOf(Period.class) : EnumSet.copyOf(periods),
                season,
                from,
                until,
                target.get()),
            section.where());
      }
    }
  }

  private Optional<KpiDefinition> kpi(Section section, String id) {
    Optional<KpiDefinition> kpi = Optional.ofNullable(kpis.get(id));
    if (kpi.isEmpty()) {
      section.mistake(
          "kpi",
          "kpi '%s' is unknown; %s"
              .formatted(id, nearest(id, kpis.keySet(), "write one of kpis.yaml")));
    }
    return kpi;
  }

  private String season(String name) {
    if (!seasons.contains(name)) {
      throw new IllegalArgumentException(
          "is no season of calendar.yaml; " + nearest(name, seasons, "add it there"));
    }
    return name;
  }

  private static String nearest(String name, Set<String> known, String otherwise) {
    return Nearest.to(name, known).map("the nearest is '%s'"::formatted).orElse(otherwise);
  }

  /** A target where the KPI has no value would never be seen. */
  private static void checkCells(
      Section section, KpiDefinition kpi, Optional<Layer> layer, List<Period> periods) {
    layer
        .filter(each -> !kpi.layers().contains(each))
        .ifPresent(
            each ->
                section.mistake(
                    "layer",
                    "%s has no values of layer %s; name another".formatted(kpi.id(), each.code())));
    periods.stream()
        .filter(each -> !kpi.periods().contains(each))
        .forEach(
            each ->
                section.mistake(
                    "periods",
                    "%s has no values of a %s; name others".formatted(kpi.id(), each.code())));
  }

  private void add(TargetRule rule, Location where) {
    for (int index = 0; index < rules.size(); index++) {
      if (rules.get(index).isRivalOf(rule)) {
        mistakes.add(
            where,
            "is for the same cells as the target in line %d; give one another valid-from, or delete one"
                .formatted(written.get(index).line()));
      }
    }
    rules.add(rule);
    written.add(where);
  }
}
