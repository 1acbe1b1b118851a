package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Removal effects, on published answers, by the definition, and by a plain inverse. */
final class PathCountsTest {

  /**
   * So many equal paths.
   *
   * @param count may be negative
   */
  private record Paths(List<String> agents, boolean isConversion, long count) {
    static Paths of(String agents, boolean isConversion, long count) {
      return new Paths(List.of(agents.split(" > ", -1)), isConversion, count);
    }

    void addTo(PathCounts counts) {
      String from = null;
      for (String agent : agents) {
        counts.add(from, agent, false, count);
        from = agent;
      }
      counts.add(from, null, isConversion, count);
    }
  }

  private static PathCounts counts(List<Paths> paths) {
    PathCounts counts = new PathCounts();
    paths.forEach(each -> each.addTo(counts));
    return counts;
  }

  @Test
  void effectsOfTwoAgents() {
    Map<String, Double> effects =
        counts(
                List.of(
                    Paths.of("G", true, 2),
                    Paths.of("M", true, 1),
                    Paths.of("G > M", true, 1),
                    Paths.of("G", false, 1)))
            .removalEffects();

    assertThat(effects.get("G")).isCloseTo(0.75, within(1e-12));
    assertThat(effects.get("M")).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void effectsOfThreeAgents() {
    Map<String, Double> effects =
        counts(
                List.of(
                    Paths.of("C1 > C2 > C3", true, 1),
                    Paths.of("C1", false, 1),
                    Paths.of("C2 > C3", false, 1)))
            .removalEffects();

    assertThat(effects.get("C1")).isCloseTo(0.5, within(1e-12));
    assertThat(effects.get("C2")).isCloseTo(1, within(1e-12));
    assertThat(effects.get("C3")).isCloseTo(1, within(1e-12));
    assertThat(
            PathShares.byEffects(
                List.of(new Touch("C1", 3, 1), new Touch("C2", 2, 1), new Touch("C3", 1, 1)),
                effects))
        .hasSize(3)
        .containsEntry("C1", 0.2)
        .containsEntry("C2", 0.4)
        .containsEntry("C3", 0.4);
  }

  @Test
  void agentsShareAlikeWhereNobodyHasAnEffect() {
    List<Touch> path = List.of(new Touch("a", 3, 1), new Touch("b", 2, 1), new Touch("a", 1, 1));

    assertThat(PathShares.byEffects(path, Map.of()))
        .hasSize(2)
        .containsEntry("a", 0.5)
        .containsEntry("b", 0.5);
  }

  @Test
  void withoutConversionsNobodyHasAnEffect() {
    assertThat(counts(List.of(Paths.of("a > b", false, 3))).removalEffects())
        .containsEntry("a", 0.0)
        .containsEntry("b", 0.0);
  }

  @Test
  void stepsThatAreNoPathsAreRefused() {
    PathCounts counts = new PathCounts();
    counts.add(null, "a", false, 2);
    counts.add("a", null, true, 1);

    assertThatThrownBy(counts::removalEffects)
        .hasMessageContaining("agent a 2 times and go on 1 times");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void effectsAreWhatIsLostWhenAnAgentIsTakenAway(long seed) {
    List<Paths> paths = random(seed, 6, 40);
    Map<String, Double> effects = counts(paths).removalEffects();

    double all = probability(paths, "");
    effects.forEach(
        (agent, effect) ->
            assertThat(effect)
                .as("seed %d, agent %s", seed, agent)
                .isCloseTo(1 - probability(paths, agent) / all, within(1e-9)));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void sparseChainsAreSolvedLikeDenseOnes(long seed) {
    // so many agents, of whom each has few successors
    List<Paths> paths = random(seed, 400, 300);
    Map<String, Double> effects = counts(paths).removalEffects();

    double all = probability(paths, "");
    effects.entrySet().stream()
        .limit(5)
        .forEach(
            each ->
                assertThat(each.getValue())
                    .as("seed %d, agent %s", seed, each.getKey())
                    .isCloseTo(1 - probability(paths, each.getKey()) / all, within(1e-9)));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void theOrderOfAddingChangesNoBit(long seed) {
    List<Paths> paths = random(seed, 8, 60);
    List<Paths> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(seed));
    PathCounts withOneTooMany = counts(shuffled);
    Paths gone = Paths.of("A1 > A2 > A2 > A7", false, 5);
    gone.addTo(withOneTooMany);
    new Paths(gone.agents(), false, -5).addTo(withOneTooMany);

    assertThat(withOneTooMany.removalEffects())
        .as("seed %d", seed)
        .isEqualTo(counts(paths).removalEffects());
  }

  private static List<Paths> random(long seed, int agents, int count) {
    Random random = new Random(seed);
    List<Paths> paths = new ArrayList<>();
    for (int path = 0; path < count; path++) {
      List<String> touches = new ArrayList<>();
      for (int touch = 0; touch <= random.nextInt(5); touch++) {
        touches.add("A" + random.nextInt(agents));
      }
      paths.add(new Paths(touches, random.nextInt(3) == 0, 1 + random.nextInt(3)));
    }
    paths.add(Paths.of("A1", true, 1));
    return paths;
  }

  /** Of a conversion, by a plain inverse; who comes to the agent taken away converts never. */
  private static double probability(List<Paths> paths, String removed) {
    List<String> states =
        new ArrayList<>(
            new TreeSet<>(paths.stream().flatMap(each -> each.agents().stream()).toList()));
    int size = states.size();
    double[][] steps = new double[size][size];
    double[] visits = new double[size];
    double[] starts = new double[size];
    double[] conversions = new double[size];
    double all = 0;
    for (Paths path : paths) {
      int before = -1;
      for (String agent : path.agents()) {
        int state = states.indexOf(agent);
        visits[state] += path.count();
        if (before < 0) {
          starts[state] += path.count();
        } else {
          steps[before][state] += path.count();
        }
        before = state;
      }
      if (path.isConversion()) {
        conversions[before] += path.count();
      }
      all += path.count();
    }
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int from = 0; from < size; from++) {
      boolean isGone = states.get(from).equals(removed);
      for (int to = 0; to < size; to++) {
        double step = isGone ? 0 : steps[from][to] / visits[from];
        matrix.setEntry(from, to, (from == to ? 1 : 0) - step);
      }
      conversions[from] = isGone ? 0 : conversions[from] / visits[from];
    }
    double[] fromEach = new LUDecomposition(matrix).getSolver().getInverse().operate(conversions);
    double probability = 0;
    for (int state = 0; state < size; state++) {
      probability += starts[state] / all * fromEach[state];
    }
    return probability;
  }
}
