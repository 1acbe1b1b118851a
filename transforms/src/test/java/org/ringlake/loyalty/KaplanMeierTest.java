package org.ringlake.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class KaplanMeierTest {

  @Test
  void sharesAreProductsOfWhatIsLeftOfThoseAtRisk() {
    // given
    KaplanMeier curve = new KaplanMeier(4);
    curve.addOthers(0, 5); // not watched for a month: they say nothing
    curve.addBuyers(1, 2);
    curve.addOthers(1, 3);
    curve.addBuyers(2, 1);
    curve.addOthers(3, 4);

    // when
    var estimates = curve.estimates();

    // then
    assertThat(estimates).extracting(KaplanMeier.Estimate::atRisk).containsExactly(10L, 5L, 4L, 0L);
    assertThat(estimates).extracting(KaplanMeier.Estimate::bought).containsExactly(2L, 1L, 0L, 0L);
    assertThat(estimates.get(0).share().getAsDouble()).isCloseTo(0.2, within(1e-12));
    assertThat(estimates.get(1).share().getAsDouble()).isCloseTo(1 - 0.8 * 0.8, within(1e-12));
    assertThat(estimates.get(2).share().getAsDouble()).isCloseTo(1 - 0.8 * 0.8, within(1e-12));
    assertThat(estimates.get(3).share()).isEmpty();
  }

  @Test
  void theBandIsGreenwoodsOnTheLogMinusLogScale() {
    KaplanMeier curve = new KaplanMeier(1);
    curve.addBuyers(1, 2);
    curve.addOthers(1, 8);

    var estimate = curve.estimates().get(0);

    // S = 0.8, variance of log S = 2 / (10 · 8): 0.8 ^ exp(± 1.96 · √0.025 / |log 0.8|)
    double width = 1.959963984540054 * Math.sqrt(0.025) / -Math.log(0.8);
    assertThat(estimate.low().getAsDouble())
        .isCloseTo(1 - Math.pow(0.8, Math.exp(-width)), within(1e-12));
    assertThat(estimate.high().getAsDouble())
        .isCloseTo(1 - Math.pow(0.8, Math.exp(width)), within(1e-12));
    assertThat(estimate.low().getAsDouble()).isBetween(0.0, 0.2);
    assertThat(estimate.high().getAsDouble()).isBetween(0.2, 1.0);
  }

  @Test
  void whereAllOrNoneBoughtThereIsNoBand() {
    KaplanMeier none = new KaplanMeier(1);
    none.addOthers(1, 3);
    KaplanMeier all = new KaplanMeier(2);
    all.addBuyers(1, 3);

    assertThat(none.estimates().get(0).share()).hasValue(0);
    assertThat(none.estimates().get(0).low()).isEmpty();
    assertThat(all.estimates().get(0).share()).hasValue(1);
    assertThat(all.estimates().get(0).high()).isEmpty();
    assertThat(all.estimates().get(1).share()).isEmpty();
  }
}
