package org.ringlake.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.OpenIntToDoubleHashMap;
import org.apache.spark.sql.Row;

/**
 * How often the paths there are go from one agent to the next; steps can be added and taken away.
 * Counts are whole numbers, exact up to 2<sup>53</sup>.
 */
final class PathCounts {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> agents = new ArrayList<>();
  private final List<OpenIntToDoubleHashMap> successors = new ArrayList<>();
  private final OpenIntToDoubleHashMap starts = counts();
  private final OpenIntToDoubleHashMap conversions = counts();
  private final OpenIntToDoubleHashMap losses = counts();

  private static OpenIntToDoubleHashMap counts() {
    return new OpenIntToDoubleHashMap(0.0);
  }

  /** Adds a row of {@link PathTransitions}. */
  void add(Row step) {
    add(
        step.getAs(PathTransitions.FROM),
        step.getAs(PathTransitions.TO),
        step.<Boolean>getAs(PathTransitions.IS_CONVERSION),
        step.<Long>getAs(PathTransitions.COUNT));
  }

  /**
   * Adds a step so many times.
   *
   * @param from an agent; null: the start of a path
   * @param to an agent; null: the end of a path
   * @param isConversion whether that end is a won deal
   * @param count negative where paths are gone
   */
  void add(String from, String to, boolean isConversion, long count) {
    if (from == null) {
      add(starts, number(to), count);
    } else if (to != null) {
      add(successors.get(number(from)), number(to), count);
    } else {
      add(isConversion ? conversions : losses, number(from), count);
    }
  }

  private int number(String agent) {
    return numbers.computeIfAbsent(
        agent,
        id -> {
          agents.add(id);
          successors.add(counts());
          return agents.size() - 1;
        });
  }

  private static void add(OpenIntToDoubleHashMap counts, int agent, long count) {
    counts.put(agent, counts.get(agent) + count);
  }

  /**
   * The removal effects of all agents on a path, in the order of their ids.
   *
   * @throws IllegalStateException when the steps are not those of whole paths
   */
  Map<String, Double> removalEffects() {
    TreeMap<String, Integer> onPaths = new TreeMap<>();
    numbers.forEach(
        (agent, number) -> {
          if (visits(number) > 0) {
            onPaths.put(agent, number);
          }
        });
    int[] states = onPaths.values().stream().mapToInt(Integer::intValue).toArray();
    int[] places = new int[agents.size()];
    for (int place = 0; place < states.length; place++) {
      places[states[place]] = place;
    }
    AbsorbingChain chain = new AbsorbingChain(states.length);
    double paths = 0;
    double won = 0;
    for (int place = 0; place < states.length; place++) {
      int state = states[place];
      double visits = visits(state);
      OpenIntToDoubleHashMap.Iterator next = successors.get(state).iterator();
      while (next.hasNext()) {
        next.advance();
        if (next.value() != 0) {
          chain.setStep(place, places[next.key()], next.value() / visits);
        }
      }
      chain.setConversion(place, conversions.get(state) / visits);
      paths += starts.get(state);
      won += conversions.get(state);
    }
    requireWholePaths(states);
    return effects(onPaths, chain, paths, won);
  }

  /**
   * A path that comes to an agent converts without them only before it does so: the effect is the
   * probability of ever coming to the agent, times that of converting from there, as a share of all
   * conversions. How often a path is expected to come is how often paths did come.
   */
  private Map<String, Double> effects(
      Map<String, Integer> onPaths, AbsorbingChain chain, double paths, double won) {
    TreeMap<String, Double> effects = new TreeMap<>();
    if (won == 0) {
      onPaths.keySet().forEach(agent -> effects.put(agent, 0.0));
      return effects;
    }
    AbsorbingChain.Solution solution = chain.solve();
    int place = 0;
    for (Map.Entry<String, Integer> agent : onPaths.entrySet()) {
      double expected = visits(agent.getValue()) / paths;
      double everReached = expected / solution.returns()[place];
      effects.put(agent.getKey(), everReached * solution.conversion()[place] / (won / paths));
      place++;
    }
    return effects;
  }

  private double visits(int agent) {
    double visits = conversions.get(agent) + losses.get(agent);
    OpenIntToDoubleHashMap.Iterator next = successors.get(agent).iterator();
    while (next.hasNext()) {
      next.advance();
      visits += next.value();
    }
    return visits;
  }

  private void requireWholePaths(int[] states) {
    double[] arrivals = new double[agents.size()];
    for (int agent = 0; agent < arrivals.length; agent++) {
      arrivals[agent] += starts.get(agent);
      OpenIntToDoubleHashMap.Iterator next = successors.get(agent).iterator();
      while (next.hasNext()) {
        next.advance();
        arrivals[next.key()] += next.value();
      }
    }
    for (int state : states) {
      if (arrivals[state] != visits(state)) {
        throw new IllegalStateException(
            "Paths come to agent %s %.0f times and go on %.0f times: steps are missing"
                .formatted(agents.get(state), arrivals[state], visits(state)));
      }
    }
  }
}
