package org.ringlake.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final List<String> taken = new ArrayList<>();

  @Test
  void sidesTakeTurnsAndTheFirstOfEachIsNotCounted() throws IOException, SQLException {
    Map<String, List<Stopwatch.Time>> times =
        Turns.of(
            new TurnCount(1, 3), List.of(side("ours", 100, 4, 1, 3), side("theirs", 100, 2, 2, 2)));

    assertThat(taken)
        .containsExactly("ours", "theirs", "ours", "theirs", "ours", "theirs", "ours", "theirs");
    assertThat(times.keySet()).containsExactly("ours", "theirs");
    assertThat(times.get("ours")).extracting(Stopwatch.Time::wall).containsExactly(4.0, 1.0, 3.0);
  }

  @Test
  void withoutWarmingUpTheFirstTurnCounts() throws IOException, SQLException {
    Map<String, List<Stopwatch.Time>> times =
        Turns.of(new TurnCount(0, 2), List.of(side("ours", 100, 4)));

    assertThat(times.get("ours")).extracting(Stopwatch.Time::wall).containsExactly(100.0, 4.0);
  }

  @Test
  void theTableHoldsMediansAndTheirRatio() throws IOException, SQLException {
    StringWriter printed = new StringWriter();
    Figures figures =
        new Figures(
            new PrintWriter(printed),
            Turns.of(
                new TurnCount(1, 3),
                List.of(side("ours", 100, 4, 1, 3), side("theirs", 100, 2, 2, 2))));

    figures.print("10 calls");
    figures.printRatio("ratio", "ours", "theirs");

    assertThat(printed.toString().lines())
        .containsExactly(
            "| 10 calls | wall s | CPU s |",
            "|---|---|---|",
            "| ours | 3.00 | 6.00 |",
            "| theirs | 2.00 | 4.00 |",
            "| ratio | 1.50 | 1.50 |");
  }

  @Test
  void twoSidesOfOneNameAreRefused() {
    assertThatThrownBy(
            () -> Turns.of(new TurnCount(0, 1), List.of(side("same", 1, 1), side("same", 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two sides measure 'same'; name them apart");
  }

  /** A side that takes these seconds, turn after turn, on two cores. */
  private Turns.Side side(String name, double... walls) {
    List<Double> left = new ArrayList<>();
    for (double wall : walls) {
      left.add(wall);
    }
    return () -> {
      taken.add(name);
      double wall = left.remove(0);
      return Map.of(name, new Stopwatch.Time(wall, 2 * wall));
    };
  }
}
