package org.ringlake.value;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Gamma;

/**
 * Customers buy at a rate of their own, gamma distributed (r, α), until they are lost, at another
 * rate of their own, gamma distributed (s, β): the Pareto/NBD model (Schmittlein, Morrison and
 * Colombo, Management Science 33, 1987). They can be lost before they buy again.
 */
final class ParetoNbd implements PurchaseModel {
  static final List<String> PARAMETERS = List.of("r", "alpha", "s", "beta");

  @Serial private static final long serialVersionUID = 1;

  /** Where e to this power is lost beside what has been summed. */
  private static final double NEGLIGIBLE = 40;

  /** For any stretch of time. */
  private static final Rule LONG = Rule.of(32);

  /** For a day that is not the first: no end of the integrand is near. */
  private static final Rule OF_A_DAY = Rule.of(8);

  private final double r;
  private final double alpha;
  private final double s;
  private final double beta;

  ParetoNbd(double... parameters) {
    this.r = parameters[0];
    this.alpha = parameters[1];
    this.s = parameters[2];
    this.beta = parameters[3];
  }

  @Override
  public List<String> parameterNames() {
    return PARAMETERS;
  }

  @Override
  public double[] parameters() {
    return new double[] {r, alpha, s, beta};
  }

  @Override
  public double aliveProbability(int x, double recency, double age) {
    return 1 / (1 + StrictMath.exp(logLost(x, recency, age) - logAlive(x, age)));
  }

  /** ((r+x)(β+T) / (α+T)) · (1 − ((β+T)/(β+T+t))^(s−1)) / (s−1), with its limit at s = 1. */
  @Override
  public double expectedIfAlive(int x, double age, double time) {
    double longer = StrictMath.log1p(time / (beta + age));
    double exponent = s - 1;
    double left = exponent == 0 ? longer : -StrictMath.expm1(-exponent * longer) / exponent;
    return (r + x) * (beta + age) / (alpha + age) * left;
  }

  @Override
  public double logLikelihood(Histories histories) {
    double[] ofRepeats = new double[histories.mostRepeats() + 1];
    for (int x = 0; x < ofRepeats.length; x++) {
      ofRepeats[x] =
          Gamma.logGamma(r + x) - Gamma.logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
    }
    double[] logsOfAlpha = LogSpace.ofDays(alpha, histories.mostAgeDays());
    double[] logsOfBeta = LogSpace.ofDays(beta, histories.mostAgeDays());
    double[] lost = logsLost(histories, logsOfAlpha, logsOfBeta);
    return RowSums.of(
        histories.size(),
        row -> {
          int x = histories.repeats(row);
          int age = histories.ageDays(row);
          double alive = -(r + x) * logsOfAlpha[age] - s * logsOfBeta[age];
          return histories.customers(row) * (ofRepeats[x] + LogSpace.sum(alive, lost[row]));
        });
  }

  /** {@link #logLost} of each row: where many share a number of repeats, by adding up days. */
  private double[] logsLost(Histories histories, double[] logsOfAlpha, double[] logsOfBeta) {
    int days = histories.mostAgeDays();
    int[] rows = histories.rowsOfRepeats();
    List<Optional<DailyLoss>> daily =
        IntStream.range(0, rows.length)
            .parallel()
            .mapToObj(
                x ->
                    rows[x] > days
                        ? Optional.of(dailyLoss(x, logsOfAlpha, logsOfBeta))
                        : Optional.<DailyLoss>empty())
            .toList();
    double[] logs = new double[histories.size()];
    int[] runs = histories.runs();
    IntStream.range(0, runs.length - 1)
        .parallel()
        .forEach(
            run -> {
              Optional<DailyLoss> loss = daily.get(histories.repeats(runs[run]));
              if (loss.isPresent()) {
                loss.get().addLogs(histories, runs[run], runs[run + 1], logs);
              } else {
                for (int row = runs[run]; row < runs[run + 1]; row++) {
                  logs[row] =
                      logLost(histories.repeats(row), histories.recency(row), histories.age(row));
                }
              }
            });
    return logs;
  }

  private DailyLoss dailyLoss(int x, double[] logsOfAlpha, double[] logsOfBeta) {
    int days = logsOfAlpha.length - 1;
    double[] logs = new double[days + 1];
    for (int day = 0; day <= days; day++) {
      logs[day] = StrictMath.log(s) - (r + x) * logsOfAlpha[day] - (s + 1) * logsOfBeta[day];
    }
    double[] parts = new double[days];
    double[] ratios = new double[days];
    for (int day = 0; day < days; day++) {
      double lost =
          logLost(
              x,
              day / Histories.DAYS_OF_A_WEEK,
              (day + 1) / Histories.DAYS_OF_A_WEEK,
              day == 0 ? LONG : OF_A_DAY);
      parts[day] = Math.exp(lost - logs[day]);
      ratios[day] = Math.exp(logs[day + 1] - logs[day]);
    }
    return new DailyLoss(logs, parts, ratios);
  }

  private double logAlive(int x, double age) {
    return -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
  }

  private double logLost(int x, double recency, double age) {
    return logLost(x, recency, age, LONG);
  }

  /**
   * The logarithm of s · ∫ (α+τ)^−(r+x) (β+τ)^−(s+1) dτ over the time τ of being lost, from the
   * last purchase to now; by the logarithm of the smaller of α+τ and β+τ, on which the integrand
   * neither rises nor falls faster than an exponential, as far as it matters, and beside its value
   * at the last purchase, which may be smaller than any number.
   */
  private double logLost(int x, double recency, double age, Rule rule) {
    double ofBuying = alpha + recency;
    double ofLosing = beta + recency;
    double smaller = Math.min(ofBuying, ofLosing);
    double whole = Math.log1p((age - recency) / smaller);
    if (whole == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double decay = (r + x) * (smaller / ofBuying) + (s + 1) * (smaller / ofLosing) - 1;
    double length = decay > 0 ? Math.min(whole, NEGLIGIBLE / decay) : whole;
    double sum = 0;
    for (int node = 0; node < rule.points().length; node++) {
      double later = rule.points()[node] * length;
      double lostAfter = smaller * Math.expm1(later);
      double buying = Math.log1p(lostAfter / ofBuying);
      double losing = Math.log1p(lostAfter / ofLosing);
      sum += rule.weights()[node] * Math.exp(later - (r + x) * buying - (s + 1) * losing);
    }
    return Math.log(s * length * sum)
        + Math.log(smaller)
        - (r + x) * Math.log(ofBuying)
        - (s + 1) * Math.log(ofLosing);
  }

  /** Gauss and Legendre's rule on [0, 1]. */
  private record Rule(double[] points, double[] weights) {
    static Rule of(int nodes) {
      var rule = new GaussIntegratorFactory().legendreHighPrecision(nodes);
      double[] points = new double[nodes];
      double[] weights = new double[nodes];
      for (int node = 0; node < nodes; node++) {
        points[node] = (rule.getPoint(node) + 1) / 2;
        weights[node] = rule.getWeight(node) / 2;
      }
      return new Rule(points, weights);
    }
  }
}
