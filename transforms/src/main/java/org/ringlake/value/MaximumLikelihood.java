package org.ringlake.value;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
  /**
   * How far, as a logarithm, a parameter may go from where the first search starts. Where the
   * likelihood grows for ever as parameters run away (nobody is ever lost, or nobody differs), what
   * is found there is the limit as nearly as matters.
   */
  private static final double FAR = 10;

  private static final double AT_LIMIT = 1e-6;

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
   * @param hasConverged whether it came to rest
   * @param atLimit positions of the parameters that would run away
   */
  record Result(
      double[] parameters, double logLikelihood, boolean hasConverged, List<Integer> atLimit) {}

  /**
   * Searches from each start, and again from where the best search ended.
   *
   * @param starts positive parameters, of the size that they have in such data
   */
  static Result search(LogLikelihood likelihood, List<double[]> starts) {
    double[] centre = logs(starts.get(0));
    Result best = null;
    for (double[] start : starts) {
      best = better(best, from(likelihood, logs(start), centre));
    }
    return better(best, from(likelihood, logs(best.parameters()), centre));
  }

  private static Result better(Result one, Result other) {
    if (one == null) {
      return other;
    }
    return other.hasConverged() && other.logLikelihood() >= one.logLikelihood() ? other : one;
  }

  private static Result from(LogLikelihood likelihood, double[] start, double[] centre) {
    double[] steps = new double[start.length];
    Arrays.fill(steps, STEP);
    try {
      PointValuePair found =
          new SimplexOptimizer(new SimpleValueChecker(TOLERANCE, TOLERANCE))
              .optimize(
                  new ObjectiveFunction(
                      logs -> finite(likelihood.of(exponentials(near(centre, logs))))),
                  GoalType.MAXIMIZE,
                  new InitialGuess(start),
                  new NelderMeadSimplex(steps),
                  new MaxEval(MOST_EVALUATIONS));
      double[] end = near(centre, found.getPoint());
      List<Integer> atLimit =
          IntStream.range(0, end.length)
              .filter(index -> Math.abs(end[index] - centre[index]) > FAR - AT_LIMIT)
              .boxed()
              .toList();
      return new Result(exponentials(end), found.getValue(), true, atLimit);
    } catch (TooManyEvaluationsException e) {
      return new Result(exponentials(start), Double.NEGATIVE_INFINITY, false, List.of());
    }
  }

  private static double[] near(double[] centre, double[] logs) {
    double[] near = new double[logs.length];
    for (int index = 0; index < logs.length; index++) {
      near[index] = Math.min(Math.max(logs[index], centre[index] - FAR), centre[index] + FAR);
    }
    return near;
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
