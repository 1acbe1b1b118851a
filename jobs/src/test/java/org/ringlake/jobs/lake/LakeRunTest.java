package org.ringlake.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

class LakeRunTest extends SparkTest {
  private static final TableName KEPT = TableName.gold("kept");
  private static final TableName BEGUN = TableName.gold("begun");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.at(spark(), folder.toString());
  }

  @Test
  void whatARunDidThatDidNotFinishIsUndoneByTheNext() {
    finished(NOON, "first");
    try (LakeRun killed = begin(NOON)) {
      write(KEPT, "half done");
      write(BEGUN, "half done");
      assertThat(killed.log().newest()).isPresent();
    }

    try (LakeRun next = begin(NOON)) {
      assertThat(valuesOf(KEPT)).containsExactly("first");
      assertThat(lake.exists(BEGUN)).isFalse();
      write(BEGUN, "again");
      next.finish(Optional.empty(), Map.of());
    }

    begin(NOON).close();
    assertThat(valuesOf(KEPT)).containsExactly("first");
    assertThat(valuesOf(BEGUN)).containsExactly("again");
  }

  @Test
  void whatTheVeryFirstRunLeftUnfinishedIsGone() {
    try (LakeRun killed = begin(NOON)) {
      write(BEGUN, "half done by " + killed.runId());
    }

    begin(NOON).close();

    assertThat(lake.tables()).isEmpty();
  }

  @Test
  void aFinishedRunCountsEvenWhereTheClockWasSetBack() {
    finished(NOON, "first");
    finished(Clock.offset(NOON, Duration.ofHours(-1)), "second");
    finished(NOON, "third");

    begin(NOON).close();

    assertThat(valuesOf(KEPT)).containsExactlyInAnyOrder("first", "second", "third");
  }

  @Test
  void anotherRunOfTheSameProcessHasToWait() {
    try (LakeRun running = begin(NOON)) {
      assertThatThrownBy(() -> begin(NOON))
          .isInstanceOf(LakeLockedException.class)
          .hasMessageStartingWith("Another job is writing to the lake at ");
      running.finish(Optional.empty(), Map.of());
    }
    begin(NOON).close();
  }

  @Test
  void aRunThatLostItsLockFailsAndDoesNotCount() {
    finished(NOON, "first");
    try (LakeRun lost = LakeRun.begin(lake, new LostLock(), "test", "hash", NOON)) {
      write(KEPT, "second");
      assertThatThrownBy(() -> lost.finish(Optional.empty(), Map.of()))
          .isInstanceOf(LakeLockedException.class)
          .hasMessageContaining("it is gone");
    }

    begin(NOON).close();

    assertThat(valuesOf(KEPT)).containsExactly("first");
  }

  private void finished(Clock clock, String value) {
    try (LakeRun run = begin(clock)) {
      write(KEPT, value);
      run.finish(Optional.empty(), Map.of());
    }
  }

  private LakeRun begin(Clock clock) {
    return LakeRun.begin(lake, "test", "hash", clock);
  }

  private void write(TableName table, String value) {
    lake.append(
        table,
        spark().createDataset(List.of(value), Encoders.STRING()).toDF().coalesce(1),
        TableLayout.PLAIN);
  }

  private List<String> valuesOf(TableName table) {
    return lake.read(table).as(Encoders.STRING()).collectAsList();
  }

  private static final class LostLock implements LakeLock {
    @Override
    public void check() {
      throw LakeLockedException.lost("here", "it is gone");
    }

    @Override
    public void close() {}
  }
}
