package org.ringlake.jobs.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.TouchedDays;

/** Which measures a KPI's formula names, and which events they are sums of. */
public final class MeasuresOfKpis {
  private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*\\b");

  private MeasuresOfKpis() {}

  /** The measures that numerator and denominator name, and other names in them, in that order. */
  public static Set<String> of(KpiDefinition kpi) {
    return Stream.concat(Stream.of(kpi.numerator()), kpi.denominator().stream())
        .flatMap(sql -> NAME.matcher(sql).results())
        .map(found -> found.group())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The ids of the KPIs that are made of each source's measures, by {@link TouchedDays#name}. */
  static Map<String, List<String>> bySource(List<KpiDefinition> kpis) {
    Map<String, List<String>> bySource = new LinkedHashMap<>();
    AgentDay.SOURCES.forEach(
        source -> bySource.put(TouchedDays.name(source), naming(kpis, source.measures())));
    AgentDayCustomers.SOURCES.forEach(
        source -> bySource.put(TouchedDays.name(source), naming(kpis, source.sets())));
    bySource.put(TouchedDays.SITES, kpis.stream().map(KpiDefinition::id).toList());
    return bySource;
  }

  private static List<String> naming(List<KpiDefinition> kpis, List<String> measures) {
    List<String> ids = new ArrayList<>();
    for (KpiDefinition kpi : kpis) {
      if (of(kpi).stream().anyMatch(measures::contains)) {
        ids.add(kpi.id());
      }
    }
    return ids;
  }
}
