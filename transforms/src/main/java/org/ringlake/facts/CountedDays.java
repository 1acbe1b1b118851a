package org.ringlake.facts;

import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The business days whose measures are computed: all up to the as-of day, or some of them.
 *
 * @param asOf the day that counts as today; nothing after it is counted, or looked at
 * @param spans the days, ascending, without overlap, none after {@code asOf}
 */
public record CountedDays(LocalDate asOf, List<Span> spans) {
  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  /**
   * Days that follow one another.
   *
   * @param first inclusive
   * @param last inclusive
   */
  public record Span(LocalDate first, LocalDate last) {}

  public CountedDays {
    spans = List.copyOf(spans);
  }

  /** Every day up to the as-of day. */
  public static CountedDays upTo(LocalDate asOf) {
    return new CountedDays(asOf, List.of(new Span(BEGINNING, asOf)));
  }

  /** These days, those after the as-of day left out. */
  public static CountedDays of(Collection<LocalDate> days, LocalDate asOf) {
    return joined(days.stream().map(day -> new Span(day, day)).toList(), asOf);
  }

  /** These and the days around them, for what has to be looked up there. */
  public CountedDays widened(int daysBefore, int daysAfter) {
    return joined(
        spans.stream()
            .map(span -> new Span(earlier(span.first(), daysBefore), later(span, daysAfter)))
            .toList(),
        asOf);
  }

  /**
   * These and all days with an instant at most so far before or after one of theirs, whatever
   * clocks do in between.
   */
  public CountedDays widened(Duration before, Duration after) {
    return widened(daysTouched(before), daysTouched(after));
  }

  /** Whether there is no day at all. */
  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Whether a day is one of these; null for no day. */
  public Column contains(Column day) {
    return spans.stream().map(span -> isIn(span, day)).reduce(Column::or).orElse(lit(false));
  }

  private static Column isIn(Span span, Column day) {
    Column isNotAfter = day.leq(lit(span.last()));
    return span.first().equals(BEGINNING) ? isNotAfter : day.geq(lit(span.first())).and(isNotAfter);
  }

  private static int daysTouched(Duration time) {
    // a part of a day reaches into the next, and so does an hour that a clock was set back
    return time.isZero() ? 0 : Math.toIntExact(time.toDays()) + 2;
  }

  private static LocalDate earlier(LocalDate day, int days) {
    return day.equals(BEGINNING) ? day : day.minusDays(days);
  }

  private LocalDate later(Span span, int days) {
    LocalDate last = span.last().plusDays(days);
    return last.isAfter(asOf) ? asOf : last;
  }

  private static CountedDays joined(List<Span> spans, LocalDate asOf) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::first)).toList()) {
      if (span.first().isAfter(asOf)) {
        continue;
      }
      Span before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null && !span.first().isAfter(before.last().plusDays(1))) {
        LocalDate last = span.last().isAfter(before.last()) ? span.last() : before.last();
        joined.set(joined.size() - 1, new Span(before.first(), last));
      } else {
        joined.add(span);
      }
    }
    return new CountedDays(asOf, joined);
  }
}
