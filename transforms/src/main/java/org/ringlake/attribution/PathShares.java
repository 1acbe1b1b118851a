package org.ringlake.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shares of a deal from what the touches of its path are worth. */
final class PathShares {
  private PathShares() {}

  /**
   * The shares of the agents who have any, in the order in which they come first, which sum to 1.
   *
   * @param worth of each touch, not negative, at least one of them positive
   */
  static Map<String, Double> normalised(List<Touch> path, double[] worth) {
    double sum = 0;
    for (double each : worth) {
      sum += each;
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int touch = 0; touch < worth.length; touch++) {
      if (worth[touch] > 0) {
        shares.merge(path.get(touch).agentId(), worth[touch] / sum, Double::sum);
      }
    }
    return shares;
  }

  /**
   * The shares by what each agent is worth to all paths; agents share alike where none of them is
   * worth anything.
   *
   * @param effects by agent; 0 for one who is not there
   */
  static Map<String, Double> byEffects(List<Touch> path, Map<String, Double> effects) {
    double[] worth = new double[path.size()];
    double[] alike = new double[path.size()];
    boolean isAnyWorth = false;
    for (int touch : heaviest(path).values()) {
      double weight = path.get(touch).weight();
      worth[touch] = effects.getOrDefault(path.get(touch).agentId(), 0.0) * weight;
      alike[touch] = weight;
      isAnyWorth |= worth[touch] > 0;
    }
    return normalised(path, isAnyWorth ? worth : alike);
  }

  /** The place of each agent's touch that weighs most; of equal ones the first. */
  static Map<String, Integer> heaviest(List<Touch> path) {
    Map<String, Integer> heaviest = new LinkedHashMap<>();
    for (int touch = 0; touch < path.size(); touch++) {
      int at = touch;
      heaviest.merge(
          path.get(touch).agentId(),
          at,
          (before, now) -> path.get(now).weight() > path.get(before).weight() ? now : before);
    }
    return heaviest;
  }
}
