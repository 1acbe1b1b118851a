package org.ringlake.attribution;

import org.ejml.data.DMatrixRBlock;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DSubmatrixD1;
import org.ejml.dense.block.MatrixMult_MT_DDRB;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * A full matrix I − Q of steps between states, and its inverse in the same memory, 8 n² bytes: by
 * Gauss–Jordan elimination of one block of rows and columns after the other.
 *
 * <p>Rows of Q sum to 1 at most, so that no rows need to be exchanged between blocks.
 */
final class BlockInverse {
  private static final int BLOCK = 96;

  private final int size;
  private final DMatrixRBlock values;

  BlockInverse(int size) {
    this.size = size;
    this.values = new DMatrixRBlock(size, size, BLOCK);
  }

  /** Sets a value of the matrix. */
  void set(int row, int column, double value) {
    values.set(row, column, value);
  }

  /**
   * Makes the matrix its inverse.
   *
   * @return whether there is one; where not, the values are of no use
   */
  boolean invert() {
    for (int from = 0; from < size; from += BLOCK) {
      if (!eliminate(from, Math.min(from + BLOCK, size))) {
        return false;
      }
    }
    return true;
  }

  private boolean eliminate(int from, int until) {
    int width = until - from;
    DMatrixRMaj pivot = new DMatrixRMaj(width, width);
    for (int row = 0; row < width; row++) {
      for (int column = 0; column < width; column++) {
        pivot.unsafe_set(row, column, values.get(from + row, from + column));
      }
    }
    if (!CommonOps_DDRM.invert(pivot) || MatrixFeatures_DDRM.hasUncountable(pivot)) {
      return false;
    }
    DMatrixRBlock pivotBlock = new DMatrixRBlock(width, width, BLOCK);
    System.arraycopy(pivot.data, 0, pivotBlock.data, 0, width * width);
    DMatrixRBlock rows = new DMatrixRBlock(width, size, BLOCK);
    MatrixMult_MT_DDRB.mult(
        BLOCK,
        new DSubmatrixD1(pivotBlock),
        new DSubmatrixD1(values, from, until, 0, size),
        new DSubmatrixD1(rows));
    System.arraycopy(pivot.data, 0, rows.data, width * from, width * width);
    DMatrixRBlock columns = takeColumns(from, until);
    MatrixMult_MT_DDRB.multMinus(
        BLOCK, new DSubmatrixD1(columns), new DSubmatrixD1(rows), new DSubmatrixD1(values));
    // the rows of a block lie together
    System.arraycopy(rows.data, 0, values.data, from * size, width * size);
    return true;
  }

  /** Columns without the rows of the same numbers; they are 0 after that. */
  private DMatrixRBlock takeColumns(int from, int until) {
    DMatrixRBlock columns = new DMatrixRBlock(size, until - from, BLOCK);
    for (int row = 0; row < size; row++) {
      for (int column = from; column < until; column++) {
        if (row < from || row >= until) {
          columns.set(row, column - from, values.get(row, column));
        }
        values.set(row, column, 0);
      }
    }
    return columns;
  }

  /** The matrix times a column. */
  double[] times(double[] column) {
    double[] product = new double[size];
    for (int row = 0; row < size; row++) {
      for (int at = 0; at < size; at++) {
        product[row] += values.get(row, at) * column[at];
      }
    }
    return product;
  }

  double[] diagonal() {
    double[] diagonal = new double[size];
    for (int at = 0; at < size; at++) {
      diagonal[at] = values.get(at, at);
    }
    return diagonal;
  }
}
