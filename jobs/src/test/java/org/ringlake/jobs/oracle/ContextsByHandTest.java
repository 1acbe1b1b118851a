package org.ringlake.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands beside a value, as the oracle computes it. */
class ContextsByHandTest extends ByHand {
  private static final BigDecimal FOUR_DIGITS = new BigDecimal("0.00005");

  @Test
  void intervalsAreThoseOfNewcombesTable() {
    // given one of 29 connected in January, none of 20 in February
    StringBuilder calls = new StringBuilder("call_id,started_at,disposition\n");
    for (int i = 0; i < 29; i++) {
      calls.append("J%d,2025-01-10T09:00:00,%s\n".formatted(i, i == 0 ? "voicemail" : "no_answer"));
    }
    for (int i = 0; i < 20; i++) {
      calls.append("F%d,2025-02-10T09:00:00,no_answer\n".formatted(i));
    }
    write("calls", calls.toString());

    // when
    Map<KpiCell, KpiContext> contexts = contexts();

    // then
    KpiContext january = contexts.get(all("month", "2025-01-01", "connect_rate"));
    assertThat(january.sampleSize()).isEqualByComparingTo("29");
    assertThat(january.low()).isCloseTo(new BigDecimal("0.0061"), within(FOUR_DIGITS));
    assertThat(january.high()).isCloseTo(new BigDecimal("0.1718"), within(FOUR_DIGITS));
    KpiContext february = contexts.get(all("month", "2025-02-01", "connect_rate"));
    assertThat(february.low()).isEqualByComparingTo("0");
    assertThat(february.high()).isCloseTo(new BigDecimal("0.1611"), within(FOUR_DIGITS));
    KpiContext dials = contexts.get(all("month", "2025-01-01", "dials"));
    assertThat(dials.sampleSize()).isNull();
    assertThat(dials.low()).isNull();
    KpiContext noSample = contexts.get(all("month", "2025-01-01", "effective_call_rate"));
    assertThat(noSample.sampleSize()).isEqualByComparingTo("0");
    assertThat(noSample.low()).isNull();
  }

  @Test
  void aPeriodIsCompleteWhenItsLastDayIsBeforeTheAsOfDay() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition
        K1,2025-03-30T09:00:00,busy
        K2,2025-03-31T09:00:00,busy
        """);

    // when
    Map<KpiCell, KpiContext> contexts = contexts();

    // then
    assertThat(contexts.get(all("day", "2025-03-30", "dials")).isComplete()).isTrue();
    assertThat(contexts.get(all("week", "2025-03-24", "dials")).isComplete()).isTrue();
    assertThat(contexts.get(all("day", "2025-03-31", "dials")).isComplete()).isFalse();
    assertThat(march(contexts).isComplete()).isFalse();
  }

  @Test
  void daysAndWeeksWithoutCounterpartHaveNoValueOfAYearAgo() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition
        K1,2019-12-30T09:00:00,busy
        K2,2020-02-28T09:00:00,busy
        K3,2020-02-29T09:00:00,busy
        K4,2020-02-29T10:00:00,busy
        K5,2020-03-01T09:00:00,busy
        K6,2020-12-28T09:00:00,busy
        K7,2021-02-28T09:00:00,busy
        K8,2021-03-01T09:00:00,busy
        K9,2021-01-04T09:00:00,busy
        K10,2021-12-27T09:00:00,busy
        K11,2022-01-03T09:00:00,busy
        """);

    // when
    Map<KpiCell, KpiContext> contexts = contexts();

    // then
    assertThat(yearAgo(contexts, "day", "2021-02-28")).isEqualByComparingTo("1");
    assertThat(yearAgo(contexts, "day", "2021-03-01")).isEqualByComparingTo("1");
    assertThat(yearAgo(contexts, "day", "2020-02-29")).isNull();
    assertThat(yearAgo(contexts, "month", "2021-02-01")).isEqualByComparingTo("3");
    assertThat(yearAgo(contexts, "year", "2021-01-01")).isEqualByComparingTo("5");
    // week 1 of 2021 beside week 1 of 2020, week 52 of 2021 beside an empty week 52 of 2020
    assertThat(yearAgo(contexts, "week", "2021-01-04")).isEqualByComparingTo("1");
    assertThat(yearAgo(contexts, "week", "2021-12-27")).isNull();
    // week 53 of 2020 has none in 2019, and week 1 of 2022 is beside week 1 of 2021
    assertThat(yearAgo(contexts, "week", "2020-12-28")).isNull();
    assertThat(yearAgo(contexts, "week", "2022-01-03")).isEqualByComparingTo("1");
  }

  @Test
  void thePreviousValueIsOfThePeriodBeforeWhereThereIsOne() {
    // given
    write(
        "calls",
        """
        call_id,started_at,disposition
        K1,2024-12-31T09:00:00,busy
        K2,2024-12-31T09:00:00,busy
        K3,2025-01-01T09:00:00,busy
        K4,2025-03-01T09:00:00,busy
        """);

    // when
    Map<KpiCell, KpiContext> contexts = contexts();

    // then
    assertThat(previous(contexts, "day", "2025-01-01")).isEqualByComparingTo("2");
    assertThat(previous(contexts, "month", "2025-01-01")).isEqualByComparingTo("2");
    assertThat(previous(contexts, "quarter", "2025-01-01")).isEqualByComparingTo("2");
    assertThat(previous(contexts, "year", "2025-01-01")).isEqualByComparingTo("2");
    assertThat(march(contexts).previousValue()).isNull();
  }

  private static KpiContext march(Map<KpiCell, KpiContext> contexts) {
    return contexts.get(march("dials"));
  }

  private static BigDecimal yearAgo(
      Map<KpiCell, KpiContext> contexts, String period, String start) {
    return contexts.get(all(period, start, "dials")).yearAgoValue();
  }

  private static BigDecimal previous(
      Map<KpiCell, KpiContext> contexts, String period, String start) {
    return contexts.get(all(period, start, "dials")).previousValue();
  }
}
