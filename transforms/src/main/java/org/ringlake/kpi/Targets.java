package org.ringlake.kpi;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which targets are in force in a cell: on the first day of its period.
 *
 * <p>The KPI's own target holds where no rule does. Of several rules, one of a season comes before
 * one of the whole year, then one of the entity before one of its layer, then the one valid from
 * the later day. What an agent has signed ({@link SignedTargets}) comes before all of them.
 */
public final class Targets implements Serializable {
  private static final String EVERY = "";

  private static final Comparator<Rule> WEAKEST_FIRST =
      Comparator.comparing((Rule rule) -> !rule.season().equals(EVERY))
          .thenComparing(rule -> !rule.entity().equals(EVERY))
          .thenComparing(Rule::from);

  private final Calendar calendar;
  private final Map<Place, List<Rule>> rules = new HashMap<>();

  /**
   * @param rules no two of them rivals of each other
   */
  public Targets(List<TargetRule> rules, Calendar calendar) {
    this.calendar = calendar;
    rules.stream()
        .map(Rule::of)
        .forEach(
            rule -> this.rules.computeIfAbsent(rule.place(), each -> new ArrayList<>()).add(rule));
  }

  /** No targets but the KPIs' own. */
  public static Targets ofKpis() {
    return new Targets(List.of(), Calendar.EMPTY);
  }

  /** The targets that rules give in a cell, by KPI. */
  Map<String, Bounds> inForce(Layer layer, String entity, Period period, LocalDate start) {
    List<Rule> ofLayer = rules.getOrDefault(new Place(layer, EVERY), List.of());
    List<Rule> ofEntity = rules.getOrDefault(new Place(layer, entity), List.of());
    if (ofLayer.isEmpty() && ofEntity.isEmpty()) {
      return Map.of();
    }
    String season = calendar.season(start).orElse(EVERY);
    List<Rule> inForce = new ArrayList<>();
    for (List<Rule> some : List.of(ofLayer, ofEntity)) {
      for (Rule rule : some) {
        if (rule.isInForce(period, start, season)) {
          inForce.add(rule);
        }
      }
    }
    inForce.sort(WEAKEST_FIRST);
    Map<String, Bounds> targets = new HashMap<>();
    inForce.forEach(rule -> targets.put(rule.kpi(), rule.target()));
    return targets;
  }

  private record Place(Layer layer, String entity) implements Serializable {}

  private record Rule(
      String kpi,
      Layer layer,
      String entity,
      Set<Period> periods,
      String season,
      LocalDate from,
      LocalDate until,
      Bounds target)
      implements Serializable {

    static Rule of(TargetRule rule) {
      return new Rule(
          rule.kpi(),
          rule.layer(),
          rule.entity().orElse(EVERY),
          rule.periods(),
          rule.season().orElse(EVERY),
          rule.validFrom().orElse(LocalDate.MIN),
          rule.validUntil().orElse(LocalDate.MAX),
          Bounds.of(rule.target()));
    }

    Place place() {
      return new Place(layer, entity);
    }

    boolean isInForce(Period period, LocalDate start, String currentSeason) {
      return periods.contains(period)
          && !start.isBefore(from)
          && !start.isAfter(until)
          && (season.equals(EVERY) || season.equals(currentSeason));
    }
  }
}
