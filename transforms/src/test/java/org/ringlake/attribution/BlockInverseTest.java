package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockInverseTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 95, 96, 97, 200})
  void theInverseIsThatOfAnotherMethod(int states) {
    // given
    Random random = new Random(states);
    BlockInverse inverse = new BlockInverse(states);
    DMatrixRMaj matrix = new DMatrixRMaj(states, states);
    double[] column = random.doubles(states).toArray();
    for (int row = 0; row < states; row++) {
      double[] steps = random.doubles(states + 1).toArray();
      double all = 0;
      for (double step : steps) {
        all += step;
      }
      for (int to = 0; to < states; to++) {
        double value = (row == to ? 1 : 0) - steps[to] / all;
        inverse.set(row, to, value);
        matrix.set(row, to, value);
      }
    }

    // when
    boolean isInverse = inverse.invert();

    // then
    CommonOps_DDRM.invert(matrix);
    DMatrixRMaj product = new DMatrixRMaj(states, 1);
    CommonOps_DDRM.mult(matrix, new DMatrixRMaj(states, 1, true, column), product);
    double precise = 1e-9 * states;
    assertThat(isInverse).isTrue();
    assertThat(inverse.times(column)).containsExactly(product.data, within(precise));
    assertThat(inverse.diagonal())
        .containsExactly(
            CommonOps_DDRM.extractDiag(matrix, (DMatrixRMaj) null).data, within(precise));
  }

  @Test
  void statesThatNeverEndHaveNone() {
    BlockInverse steps = new BlockInverse(2);
    steps.set(0, 0, 1);
    steps.set(0, 1, -1);
    steps.set(1, 0, -1);
    steps.set(1, 1, 1);

    assertThat(steps.invert()).isFalse();
  }
}
