package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays.Span;

final class CountedDaysTest extends SparkTest {
  private static final StructType DAYS = new StructType().add("day", "date");
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);

  @Test
  void daysThatFollowOneAnotherAreOneSpanAndThoseAfterAsOfAreLeftOut() {
    CountedDays days = days("2025-03-03", "2025-03-01", "2025-03-02", "2025-03-05", "2025-04-01");

    assertThat(days.spans())
        .containsExactly(span("2025-03-01", "2025-03-03"), span("2025-03-05", "2025-03-05"));
  }

  @Test
  void widenedSpansJoinAndEndAtAsOf() {
    CountedDays days = days("2025-03-05", "2025-03-10", "2025-03-30").widened(3, 2);

    assertThat(days.spans())
        .containsExactly(span("2025-03-02", "2025-03-12"), span("2025-03-27", "2025-03-31"));
  }

  @Test
  void allDaysStayAllDaysHoweverWidened() {
    CountedDays all = CountedDays.upTo(AS_OF);

    assertThat(all.widened(90, 7)).isEqualTo(all);
  }

  @Test
  void aDayIsContainedFromTheFirstToTheLastOfItsSpan() {
    assertRows(
        rows(DAYS, "day\n2025-02-28\n2025-03-01\n2025-03-02\n2025-03-03\nnull\n")
            .filter(days("2025-03-01", "2025-03-02").contains(col("day"))),
        "day\n2025-03-01\n2025-03-02\n");
  }

  @Test
  void noDaysContainNothing() {
    assertThat(days().isEmpty()).isTrue();
    assertRows(rows(DAYS, "day\n2025-03-01\n").filter(days().contains(col("day"))), "day\n");
  }

  private static CountedDays days(String... days) {
    return CountedDays.of(List.of(days).stream().map(LocalDate::parse).toList(), AS_OF);
  }

  private static Span span(String first, String last) {
    return new Span(LocalDate.parse(first), LocalDate.parse(last));
  }
}
