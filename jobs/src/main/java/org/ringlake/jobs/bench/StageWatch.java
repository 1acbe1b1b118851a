package org.ringlake.jobs.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** How long the stages of a job take that says when each begins. */
final class StageWatch implements Consumer<String> {
  private static final String BEFORE = "what there is to do";

  private final Map<String, Stopwatch.Time> times = new LinkedHashMap<>();
  private String whose = "";
  private String stage = "";
  private Stopwatch watch = new Stopwatch();

  /**
   * Forgets everything and begins with what comes before the job's first stage.
   *
   * @param whose goes before the names of the stages
   */
  void start(String whose) {
    this.whose = whose;
    times.clear();
    begin(BEFORE);
  }

  @Override
  public void accept(String begun) {
    end();
    begin(begun);
  }

  /** Ends the last stage; all of them in order. */
  Map<String, Stopwatch.Time> stop() {
    end();
    return new LinkedHashMap<>(times);
  }

  private void begin(String name) {
    stage = "%s: %s".formatted(whose, name);
    watch = new Stopwatch();
  }

  private void end() {
    times.put(stage, watch.stop());
  }
}
