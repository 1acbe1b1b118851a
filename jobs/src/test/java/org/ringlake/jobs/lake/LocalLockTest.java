package org.ringlake.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLockTest {
  @TempDir Path lake;

  @Test
  void aSecondWriterIsToldWhichProcessHoldsTheLake() throws IOException {
    Process other = LockHolder.start(lake);
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");

      assertThatThrownBy(() -> LocalLock.take(lake))
          .isInstanceOf(LakeLockedException.class)
          .hasMessageStartingWith(
              "Another job is writing to the lake at %s (process %d since ", lake, other.pid())
          .hasMessageEndingWith(
              "). Wait until it is done, or stop it; the lock ends with its process.");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void theLockOfAProcessThatWasKilledIsFree() throws IOException, InterruptedException {
    Process other = LockHolder.start(lake);
    assertThat(other.inputReader().readLine()).isEqualTo("held");
    other.destroyForcibly().waitFor();

    try (LocalLock lock = LocalLock.take(lake)) {
      lock.check();
    }
  }

  @Test
  void aWriterOfTheSameProcessIsRefusedToo() throws IOException {
    try (LocalLock lock = LocalLock.take(lake)) {
      assertThatThrownBy(() -> LocalLock.take(lake.resolve("../" + lake.getFileName())))
          .isInstanceOf(LakeLockedException.class)
          .hasMessageContaining("(process %d since ", ProcessHandle.current().pid());
      lock.check();
    }
    LocalLock.take(lake).close();
  }

  @Test
  void refusingAWriterOfTheSameProcessDoesNotLetOtherProcessesIn()
      throws IOException, InterruptedException {
    try (LocalLock lock = LocalLock.take(lake)) {
      assertThatThrownBy(() -> LocalLock.take(lake)).isInstanceOf(LakeLockedException.class);

      Process other = LockHolder.start(lake);
      other.outputWriter().close();
      assertThat(other.inputReader().readLine())
          .startsWith("Another job is writing to the lake at " + lake);
      other.waitFor();
      lock.check();
    }
  }
}
