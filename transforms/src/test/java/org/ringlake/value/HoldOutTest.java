package org.ringlake.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

final class HoldOutTest {
  /** Everybody is alive with one half, and buys twice and as often again as before. */
  private static final PurchaseModel MODEL =
      new PurchaseModel() {
        @Override
        public List<String> parameterNames() {
          return List.of();
        }

        @Override
        public double[] parameters() {
          return new double[0];
        }

        @Override
        public double aliveProbability(int x, double recency, double age) {
          return 0.5;
        }

        @Override
        public double expectedIfAlive(int x, double age, double time) {
          return 2 + x;
        }

        @Override
        public double logLikelihood(Histories histories) {
          throw new UnsupportedOperationException("a hold-out fits nothing");
        }
      };

  @Test
  void predictionsStandBesideWhatCustomersDidByHowOftenTheyHadBought() {
    // given
    HoldOut holdOut = new HoldOut(182);
    holdOut.add(0, 0, 100, 1, 3);
    holdOut.add(7, 50, 100, 2, 1);
    holdOut.add(9, 60, 100, 0, 1);
    ModelFit fit = ModelFit.none("some", List.of(), 5, "not fitted");

    // when
    HoldOut.Trial trial = holdOut.of(fit, MODEL);

    // then
    assertThat(trial.rows())
        .containsExactly(
            RowFactory.create("some", "0", 3L, 3L, 3.0, 0.0, 0.0),
            RowFactory.create("some", "7+", 2L, 2L, 10.0, 8.0, 4.0),
            RowFactory.create("some", "all", 5L, 5L, 13.0, 8.0, 1.6));
    assertThat(trial.meanAbsoluteError()).hasValue(1.6);
  }
}
