package org.ringlake.attribution;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What share of a deal each agent of its path has, by rules that look at that path alone.
 *
 * <p>Paths are in order of time, and not empty; an agent who comes again is touched again. Shares
 * are in the order in which agents come first, and sum to 1. What a touch is worth to the rule is
 * multiplied by its {@link Touch#weight}.
 */
public enum PathModel {
  /** All to the first touch. */
  FIRST("first") {
    @Override
    double[] ofTouches(List<Touch> path, Duration halfLife) {
      double[] weights = new double[path.size()];
      weights[0] = 1;
      return weights;
    }
  },

  /** All to the last touch. */
  LAST("last") {
    @Override
    double[] ofTouches(List<Touch> path, Duration halfLife) {
      double[] weights = new double[path.size()];
      weights[path.size() - 1] = 1;
      return weights;
    }
  },

  /** The same to each touch. */
  LINEAR("linear") {
    @Override
    double[] ofTouches(List<Touch> path, Duration halfLife) {
      double[] weights = new double[path.size()];
      Arrays.fill(weights, 1);
      return weights;
    }
  },

  /**
   * 40 % to the first touch and to the last, the rest to those between; half each where two are.
   */
  POSITION("position") {
    @Override
    double[] ofTouches(List<Touch> path, Duration halfLife) {
      double[] weights = new double[path.size()];
      if (path.size() < 3) {
        Arrays.fill(weights, 1);
        return weights;
      }
      Arrays.fill(weights, (1 - 2 * OF_AN_END) / (path.size() - 2));
      weights[0] = OF_AN_END;
      weights[path.size() - 1] = OF_AN_END;
      return weights;
    }
  },

  /** Half as much for every half-life that a touch lies further back. */
  TIME_DECAY("time_decay") {
    @Override
    double[] ofTouches(List<Touch> path, Duration halfLife) {
      // from the newest touch on, so that no old path comes to nothing
      long newest = path.get(path.size() - 1).secondsBefore();
      double seconds = halfLife.toSeconds();
      return path.stream()
          .mapToDouble(touch -> StrictMath.pow(2, -(touch.secondsBefore() - newest) / seconds))
          .toArray();
    }
  },

  /**
   * The same to each distinct agent: the Shapley value where a set of agents is worth the deals
   * whose paths have none but them. Of an agent's touches the heaviest counts.
   */
  SHAPLEY("shapley") {
    @Override
    double[] ofTouches(List<Touch> path, Duration halfLife) {
      double[] weights = new double[path.size()];
      PathShares.heaviest(path).values().forEach(touch -> weights[touch] = 1);
      return weights;
    }
  };

  private static final double OF_AN_END = 0.4;

  private final String id;

  PathModel(String id) {
    this.id = id;
  }

  /** The model's name in tables and in the configuration. */
  public String id() {
    return id;
  }

  /** What each touch is worth to the rule, not yet normalised. */
  abstract double[] ofTouches(List<Touch> path, Duration halfLife);

  /**
   * The agents' shares of a deal.
   *
   * @param halfLife after which a touch is worth half to {@link #TIME_DECAY}
   */
  public Map<String, Double> shares(List<Touch> path, Duration halfLife) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("A path without touches has nobody to share a deal");
    }
    double[] weights = ofTouches(path, halfLife);
    for (int touch = 0; touch < weights.length; touch++) {
      weights[touch] *= path.get(touch).weight();
    }
    return PathShares.normalised(path, weights);
  }
}
