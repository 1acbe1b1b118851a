package org.ringlake.value;

import java.io.Serializable;
import java.util.List;

/**
 * A fitted model of when customers buy again, and whether they still do. Times are in weeks.
 *
 * <p>A customer's history is x purchases after the first, the last of them at age t_x, and the age
 * T now.
 */
interface PurchaseModel extends Serializable {
  /** The names of {@link #parameters}, in that order. */
  List<String> parameterNames();

  /** All positive. */
  double[] parameters();

  /** The probability that a customer will buy again at all; 1 where x is 0 under some models. */
  double aliveProbability(int x, double recency, double age);

  /** How many purchases are expected of a customer in a time from now on, if they are alive. */
  double expectedIfAlive(int x, double age, double time);

  /** The logarithm of the likelihood of all histories. */
  double logLikelihood(Histories histories);
}
