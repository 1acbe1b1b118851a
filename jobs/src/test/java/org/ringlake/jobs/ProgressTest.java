package org.ringlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  private Progress progress(boolean isTerminal) {
    return new Progress(
        new PrintStream(printed, true, StandardCharsets.UTF_8), isTerminal, clock::get);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void elsewhereThanOnATerminalEachFinishedStageIsOneLine() {
    try (Progress progress = progress(false)) {
      progress.stage("ingest calls", 2);
      progress.tasksBegin(1);
      clock.set(4 * SECOND);
      progress.taskEnds(1_200_000, 900_000);
      progress.filesDone(2, 600_000);
      progress.stage("build agent_day");
      clock.set(70 * SECOND);
    }
    assertThat(text().lines())
        .containsExactly(
            "ingest calls  2 of 2 files  600,000 rows  150,000 rows/s  4 s",
            "build agent_day  1 min 06 s");
  }

  @Test
  void onATerminalTheLineIsRewrittenAndTellsTheTimeLeft() {
    try (Progress progress = progress(true)) {
      progress.stage("ingest calls", 4);
      clock.set(10 * SECOND);
      progress.filesDone(1, 0);
      assertThat(text()).endsWith("\r\u001b[Kingest calls  1 of 4 files  about 30 s left");
    }
    assertThat(text())
        .endsWith("\r\u001b[Kingest calls  1 of 4 files  10 s" + System.lineSeparator());
  }

  @Test
  void withoutFilesTheTimeLeftComesFromTheTasks() {
    try (Progress progress = progress(true)) {
      progress.stage("build");
      progress.tasksBegin(10);
      clock.set(8 * SECOND);
      progress.taskEnds(0, 50);
      progress.taskEnds(0, 50);
      clock.set(9 * SECOND);
      progress.taskEnds(0, 50);
      assertThat(text()).endsWith("build  150 rows written  17 rows/s  about 21 s left");
    }
  }

  @Test
  void whatSparkReadsInSeveralPassesIsNotTakenForTheRowsOfTheFiles() {
    try (Progress progress = progress(true)) {
      progress.stage("ingest calls", 1);
      clock.set(SECOND);
      progress.taskEnds(500, 0);
      clock.set(2 * SECOND);
      progress.taskEnds(500, 500);
      assertThat(text()).endsWith("0 of 1 files  1,000 rows gone through  500 rows/s");
      progress.filesDone(1, 500);
    }
    assertThat(text()).endsWith("1 of 1 files  500 rows  250 rows/s  2 s" + System.lineSeparator());
  }

  @Test
  void tasksOutsideOfAnyStageAreNotCounted() {
    Progress progress = progress(false);
    progress.tasksBegin(1);
    progress.taskEnds(10, 10);
    progress.close();
    assertThat(text()).isEmpty();
  }

  @Test
  void whoWatchesHearsOfEachStageAsItBegins() {
    List<String> begun = new ArrayList<>();
    try (Progress progress =
        new Progress(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            false,
            clock::get,
            begun::add)) {
      progress.stage("gold.agent_day");
      assertThat(begun).containsExactly("gold.agent_day");
      progress.stage("gold.kpi");
    }
    assertThat(begun).containsExactly("gold.agent_day", "gold.kpi");
  }
}
