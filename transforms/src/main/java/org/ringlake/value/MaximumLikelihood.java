package org.ringlake.value;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Positive parameters under which data are likeliest, searched for by their logarithms. */
final class MaximumLikelihood {
  /** A parameter further from 1 than this, as a logarithm, has run away. */
  private static final double FAR = 10;

  private static final int MOST_EVALUATIONS = 3_000;
  private static final double TOLERANCE = 1e-10;
  private static final double STEP = 0.4;

  private MaximumLikelihood() {}

  /** What parameters are judged by: the logarithm of the likelihood for one customer. */
  @FunctionalInterface
  interface LogLikelihood {
    double of(double[] parameters);
  }

  /**
   * Where the search ended.
   *
   * @param hasConverged whether it came to rest at parameters that are no limit
   */
  record Result(double[] parameters, double logLikelihood, boolean hasConverged) {}

  /**
   * Searches from each start, and again from where the best search ended.
   *
   * @param starts positive parameters
   */
  static Result search(LogLikelihood likelihood, List<double[]> starts) {
    Result best = null;
    for (double[] start : starts) {
      best = better(best, from(likelihood, logs(start)));
    }
    best = better(best, from(likelihood, logs(best.parameters())));
    boolean isFinite =
        Arrays.stream(logs(best.parameters())).allMatch(each -> Math.abs(each) < FAR);
    return new Result(best.parameters(), best.logLikelihood(), best.hasConverged() && isFinite);
  }

  private static Result better(Result one, Result other) {
    if (one == null) {
      return other;
    }
    return other.hasConverged() && other.logLikelihood() >= one.logLikelihood() ? other : one;
  }

  private static Result from(LogLikelihood likelihood, double[] start) {
    double[] steps = new double[start.length];
    Arrays.fill(steps, STEP);
    try {
      PointValuePair found =
          new SimplexOptimizer(new SimpleValueChecker(TOLERANCE, TOLERANCE))
              .optimize(
                  new ObjectiveFunction(logs -> finite(likelihood.of(exponentials(logs)))),
                  GoalType.MAXIMIZE,
                  new InitialGuess(start),
                  new NelderMeadSimplex(steps),
                  new MaxEval(MOST_EVALUATIONS));
      return new Result(exponentials(found.getPoint()), found.getValue(), true);
    } catch (TooManyEvaluationsException e) {
      return new Result(exponentials(start), Double.NEGATIVE_INFINITY, false);
    }
  }

  private static double finite(double logLikelihood) {
    return Double.isNaN(logLikelihood) ? Double.NEGATIVE_INFINITY : logLikelihood;
  }

  private static double[] logs(double[] parameters) {
    return Arrays.stream(parameters).map(StrictMath::log).toArray();
  }

  private static double[] exponentials(double[] logs) {
    return Arrays.stream(logs).map(StrictMath::exp).toArray();
  }
}
