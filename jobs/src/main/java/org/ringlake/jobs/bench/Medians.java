package org.ringlake.jobs.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of repeated measurements. */
final class Medians {
  private Medians() {}

  static double wall(List<Stopwatch.Time> times) {
    return median(times, Stopwatch.Time::wall);
  }

  static double cpu(List<Stopwatch.Time> times) {
    return median(times, Stopwatch.Time::cpu);
  }

  private static double median(
      List<Stopwatch.Time> times, ToDoubleFunction<Stopwatch.Time> figure) {
    double[] sorted = times.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
