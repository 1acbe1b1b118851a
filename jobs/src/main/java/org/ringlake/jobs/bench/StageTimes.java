package org.ringlake.jobs.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long the stages of a turn take, each under the name of what it works on. */
final class StageTimes {
  private final String subject;
  private final Map<String, Stopwatch.Time> times = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param subject goes before the names of the stages
   */
  StageTimes(String subject) {
    this.subject = subject;
  }

  /** Does the work of a stage. */
  void run(String stage, Runnable work) {
    get(
        stage,
        () -> {
          work.run();
          return stage;
        });
  }

  /** Does the work of a stage that comes to something. */
  <T> T get(String stage, Supplier<T> work) {
    Stopwatch watch = new Stopwatch();
    T made = work.get();
    times.put("%s: %s".formatted(subject, stage), watch.stop());
    return made;
  }

  /** The whole under the subject's name, then the stages in order. */
  Map<String, Stopwatch.Time> all() {
    Map<String, Stopwatch.Time> all = new LinkedHashMap<>();
    all.put(
        subject,
        new Stopwatch.Time(
            times.values().stream().mapToDouble(Stopwatch.Time::wall).sum(),
            times.values().stream().mapToDouble(Stopwatch.Time::cpu).sum()));
    all.putAll(times);
    return all;
  }
}
