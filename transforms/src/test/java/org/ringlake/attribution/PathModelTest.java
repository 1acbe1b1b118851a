package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that look at one path alone, on published answers and by their definitions. */
final class PathModelTest {
  private static final Duration WEEK = Duration.ofDays(7);

  /** Touches of a path {@code D > O > D}, a day apart. */
  private static List<Touch> path(String agents) {
    List<Touch> path = new ArrayList<>();
    String[] ids = agents.split(" > ", -1);
    for (int touch = 0; touch < ids.length; touch++) {
      path.add(new Touch(ids[touch], Duration.ofDays(ids.length - touch).toSeconds(), 1));
    }
    return path;
  }

  @ParameterizedTest
  @CsvSource({
    "D > O > D, 14000, FIRST,    D, 14000",
    "D > O > D, 14000, LAST,     D, 14000",
    "D > O > D, 14000, LINEAR,   D, 9333",
    "D > O > D, 14000, LINEAR,   O, 4667",
    "D > O > D, 14000, POSITION, D, 11200",
    "D > O > D, 14000, POSITION, O, 2800",
    "A > B,     6650,  LINEAR,   A, 3325",
    "A > B,     6650,  LINEAR,   B, 3325",
    "A > B,     6650,  POSITION, A, 3325",
    "A > B,     6650,  POSITION, B, 3325",
    "A,         100,   POSITION, A, 100",
    "A > B > C > D, 1000, POSITION, B, 100",
  })
  void aDealIsSplitToTheCent(
      String agents, long amount, PathModel model, String agent, long expected) {
    Map<String, Double> shares = model.shares(path(agents), WEEK);
    List<String> order = List.copyOf(shares.keySet());
    long[] parts =
        LargestRemainder.split(
            amount,
            shares.values().stream().mapToDouble(Double::doubleValue).toArray(),
            new long[order.size()]);

    assertThat(parts[order.indexOf(agent)]).isEqualTo(expected);
    assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST,    2, 8,    0,    0",
    "LAST,     2, 0,    8,    0",
    "LINEAR,   2, 3.1666666666666665, 3.1666666666666665, 1.6666666666666667",
    "POSITION, 2, 3.5,  3.5,  1",
  })
  void conversionsOfAllPathsAreThosePublished(
      PathModel model, double direct, double search, double email, double social) {
    Map<String, Double> credits = new TreeMap<>();
    add(credits, model, "direct", 2);
    add(credits, model, "search > email", 3);
    add(credits, model, "search > social > email", 5);

    assertThat(credits.getOrDefault("direct", 0.0)).isCloseTo(direct, within(1e-12));
    assertThat(credits.getOrDefault("search", 0.0)).isCloseTo(search, within(1e-12));
    assertThat(credits.getOrDefault("email", 0.0)).isCloseTo(email, within(1e-12));
    assertThat(credits.getOrDefault("social", 0.0)).isCloseTo(social, within(1e-12));
  }

  private static void add(
      Map<String, Double> credits, PathModel model, String agents, int conversions) {
    model
        .shares(path(agents), WEEK)
        .forEach((agent, share) -> credits.merge(agent, share * conversions, Double::sum));
  }

  @Test
  void timeDecayHalvesWithEachHalfLife() {
    List<Touch> path =
        Stream.of(28, 14, 7, 0)
            .map(days -> new Touch("A" + days, Duration.ofDays(days).toSeconds(), 1))
            .toList();

    Map<String, Double> shares = PathModel.TIME_DECAY.shares(path, WEEK);

    assertThat(shares.get("A0")).isCloseTo(16.0 / 29, within(1e-12));
    assertThat(shares.get("A7")).isCloseTo(8.0 / 29, within(1e-12));
    assertThat(shares.get("A14")).isCloseTo(4.0 / 29, within(1e-12));
    assertThat(shares.get("A28")).isCloseTo(1.0 / 29, within(1e-12));
  }

  @Test
  void aPathThatIsOldEverywhereStillComesToAWhole() {
    List<Touch> path =
        List.of(
            new Touch("A", Duration.ofDays(90_000).toSeconds(), 1),
            new Touch("B", Duration.ofDays(89_993).toSeconds(), 1));

    assertThat(PathModel.TIME_DECAY.shares(path, WEEK).get("B")).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void touchesCountByTheirWeight() {
    List<Touch> path = List.of(new Touch("bot", 20, 0.5), new Touch("A", 10, 1));

    assertThat(PathModel.LINEAR.shares(path, WEEK).get("A")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(PathModel.SHAPLEY.shares(path, WEEK).get("A")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(PathModel.FIRST.shares(path, WEEK)).containsEntry("bot", 1.0);
  }

  @Test
  void pathsWithoutTouchesAreRefused() {
    assertThatThrownBy(() -> PathModel.LAST.shares(List.of(), WEEK))
        .hasMessageContaining("without touches");
  }

  @Test
  void shapleyOfTheAnswers() {
    Map<String, Double> credits = new TreeMap<>();
    add(credits, PathModel.SHAPLEY, "a", 4);
    add(credits, PathModel.SHAPLEY, "a > b", 6);

    assertThat(credits).containsEntry("a", 7.0).containsEntry("b", 3.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shapleyIsTheMeanOfWhatAnAgentAddsToAllOrders(long seed) {
    Random random = new Random(seed);
    List<String> agents = List.of("a", "b", "c", "d");
    List<List<Touch>> paths = new ArrayList<>();
    for (int path = 0; path < 6; path++) {
      List<String> touches = new ArrayList<>();
      for (int touch = 0; touch <= random.nextInt(4); touch++) {
        touches.add(agents.get(random.nextInt(agents.size())));
      }
      paths.add(path(String.join(" > ", touches)));
    }

    Map<String, Double> credits = new TreeMap<>();
    paths.forEach(
        path ->
            PathModel.SHAPLEY
                .shares(path, WEEK)
                .forEach((agent, share) -> credits.merge(agent, share, Double::sum)));

    for (String agent : agents) {
      assertThat(credits.getOrDefault(agent, 0.0))
          .as("seed %d, agent %s", seed, agent)
          .isCloseTo(byDefinition(agent, agents, paths), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void agentsWhoStandForEachOtherHaveTheSameShapleyCredit(long seed) {
    Random random = new Random(seed);
    Map<String, Double> credits = new TreeMap<>();
    for (int path = 0; path < 20; path++) {
      List<String> touches = new ArrayList<>();
      for (int touch = 0; touch <= random.nextInt(6); touch++) {
        touches.add("abcd".substring(random.nextInt(4)).substring(0, 1));
      }
      String one = String.join(" > ", touches);
      String other = one.replace('a', '-').replace('b', 'a').replace('-', 'b');
      add(credits, PathModel.SHAPLEY, one, 1);
      add(credits, PathModel.SHAPLEY, other, 1);
    }

    assertThat(credits.get("a")).as("seed %d", seed).isCloseTo(credits.get("b"), within(1e-9));
  }

  /** Σ over sets S without the agent of |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)). */
  private static double byDefinition(String agent, List<String> agents, List<List<Touch>> paths) {
    List<String> others = agents.stream().filter(each -> !each.equals(agent)).toList();
    double sum = 0;
    for (int set = 0; set < 1 << others.size(); set++) {
      Set<String> without = new HashSet<>();
      for (int index = 0; index < others.size(); index++) {
        if ((set & 1 << index) != 0) {
          without.add(others.get(index));
        }
      }
      Set<String> with = new HashSet<>(without);
      with.add(agent);
      double orders = factorial(without.size()) * factorial(others.size() - without.size());
      sum += orders / factorial(agents.size()) * (worth(with, paths) - worth(without, paths));
    }
    return sum;
  }

  private static double worth(Set<String> agents, List<List<Touch>> paths) {
    return paths.stream()
        .filter(
            path ->
                agents.containsAll(path.stream().map(Touch::agentId).collect(Collectors.toSet())))
        .count();
  }

  private static double factorial(int number) {
    return number < 2 ? 1 : number * factorial(number - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyModelSharesAWholeAmongTheAgentsOfThePath(long seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 50; trial++) {
      List<Touch> path = new ArrayList<>();
      long before = 8_000_000;
      for (int touch = 0; touch <= random.nextInt(12); touch++) {
        before -= random.nextInt(600_000);
        path.add(new Touch("A" + random.nextInt(5), before, 1 + random.nextInt(3)));
      }
      for (PathModel model : PathModel.values()) {
        Map<String, Double> shares = model.shares(path, WEEK);
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
            .as("seed %d, %s of %s", seed, model, path)
            .isCloseTo(1, within(1e-12));
        assertThat(path.stream().map(Touch::agentId).toList()).containsAll(shares.keySet());
      }
    }
  }
}
