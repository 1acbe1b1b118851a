package org.ringlake.jobs.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** The medians of a benchmark as a table in Markdown. */
final class Figures {
  private final PrintWriter out;
  private final Map<String, List<Stopwatch.Time>> times;

  /**
   * Figures.
   *
   * @param times as {@link Turns} finds them
   */
  Figures(PrintWriter out, Map<String, List<Stopwatch.Time>> times) {
    this.out = out;
    this.times = times;
  }

  /** Prints a line for each name, and before them the head of the table. */
  void print(String title) {
    out.printf("| %s | wall s | CPU s |%n|---|---|---|%n", title);
    times.forEach(
        (name, taken) ->
            out.printf("| %s | %.2f | %.2f |%n", name, Medians.wall(taken), Medians.cpu(taken)));
  }

  /** The same, and how many rows a second that is. */
  void print(String title, long rows) {
    out.printf("| %s | wall s | CPU s | rows/s |%n|---|---|---|---|%n", title);
    times.forEach(
        (name, taken) -> {
          double wall = Medians.wall(taken);
          out.printf("| %s | %.1f | %.1f | %,.0f |%n", name, wall, Medians.cpu(taken), rows / wall);
        });
  }

  /** Prints how many times as long one name took as another; a line of the table. */
  void printRatio(String title, String name, String other) {
    out.printf(
        "| %s | %.2f | %.2f |%n",
        title,
        Medians.wall(times.get(name)) / Medians.wall(times.get(other)),
        Medians.cpu(times.get(name)) / Medians.cpu(times.get(other)));
  }
}
