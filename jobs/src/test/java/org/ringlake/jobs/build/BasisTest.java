package org.ringlake.jobs.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringlake.jobs.config.ExchangeRate;

class BasisTest {
  @Test
  void ratesDifferByWhatTheyAreWorthNotByHowTheyAreWritten() {
    Basis before = basis(rate("7.2"));

    assertThat(basis(rate("7.20"))).isEqualTo(before);
    assertThat(basis(rate("7.20")).ratesDifferentFrom(before)).isEmpty();
    assertThat(basis(rate("7.21")).ratesDifferentFrom(before))
        .containsExactlyInAnyOrder(rate("7.2"), rate("7.21"));
  }

  private static Basis basis(ExchangeRate rate) {
    return new Basis("measures", "values", Set.of(rate), true, true);
  }

  private static ExchangeRate rate(String rate) {
    return new ExchangeRate(
        Currency.getInstance("USD"), LocalDate.of(2025, 1, 1), new BigDecimal(rate));
  }
}
