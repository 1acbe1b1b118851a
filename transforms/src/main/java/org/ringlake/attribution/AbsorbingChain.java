package org.ringlake.attribution;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.interfaces.linsol.LinearSolver;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.FillReducing;
import org.ejml.sparse.csc.factory.LinearSolverFactory_DSCC;

/**
 * A Markov chain whose states lead to each other, to a conversion, or to nothing.
 *
 * <p>With Q the steps between states and N = (I − Q)⁻¹, N times the steps to a conversion is the
 * probability of one, and the diagonal of N is how often a state is expected to be visited from
 * itself, the first time counted (Kemeny and Snell, Finite Markov Chains, 1960).
 */
final class AbsorbingChain {
  /**
   * From this share of steps that there are on, sparse factors fill up, and dense ones are faster.
   */
  private static final double DENSE = 0.02;

  private final int states;
  private final DMatrixSparseTriplet steps;
  private final double[] stays;
  private final double[] conversions;

  AbsorbingChain(int states) {
    this.states = states;
    this.steps = new DMatrixSparseTriplet(states, states, 2 * states);
    this.stays = new double[states];
    this.conversions = new double[states];
  }

  /** Sets the probability of a step from one state to another, or to itself. */
  void setStep(int from, int to, double probability) {
    if (from == to) {
      stays[from] = probability;
    } else {
      steps.addItem(from, to, -probability);
    }
  }

  /** Sets the probability that a state leads to a conversion at once. */
  void setConversion(int from, double probability) {
    conversions[from] = probability;
  }

  /**
   * What follows of the chain, by state.
   *
   * @param conversion the probability that a state leads to a conversion, sooner or later
   * @param returns how often a path that is at the state is there, now and later
   */
  record Solution(double[] conversion, double[] returns) {}

  /**
   * Solves the chain by one factorisation.
   *
   * @throws IllegalStateException when some states never end
   */
  Solution solve() {
    for (int state = 0; state < states; state++) {
      steps.addItem(state, state, 1 - stays[state]);
    }
    return steps.getLength() > DENSE * states * states ? solveDense() : solveSparse();
  }

  private Solution solveDense() {
    BlockInverse inverse = new BlockInverse(states);
    for (int item = 0; item < steps.getLength(); item++) {
      int row = steps.nz_rowcol.data[2 * item];
      int column = steps.nz_rowcol.data[2 * item + 1];
      inverse.set(row, column, steps.nz_value.data[item]);
    }
    if (!inverse.invert()) {
      throw withoutSolution();
    }
    return new Solution(inverse.times(conversions), inverse.diagonal());
  }

  private Solution solveSparse() {
    DMatrixSparseCSC matrix = DConvertMatrixStruct.convert(steps, (DMatrixSparseCSC) null);
    matrix.sortIndices(null);
    LinearSolver<DMatrixSparseCSC, DMatrixRMaj> solver =
        LinearSolverFactory_DSCC.lu(FillReducing.NONE);
    if (!solver.setA(matrix)) {
      throw withoutSolution();
    }
    DMatrixRMaj unknown = new DMatrixRMaj(states, 1);
    solver.solve(new DMatrixRMaj(states, 1, true, conversions.clone()), unknown);
    double[] conversion = unknown.data.clone();
    double[] returns = new double[states];
    DMatrixRMaj unit = new DMatrixRMaj(states, 1);
    for (int state = 0; state < states; state++) {
      unit.zero();
      unit.data[state] = 1;
      solver.solve(unit, unknown);
      returns[state] = unknown.data[state];
    }
    return new Solution(conversion, returns);
  }

  private static IllegalStateException withoutSolution() {
    return new IllegalStateException(
        "Some agents' paths never end: the chain of agents has no solution");
  }
}
