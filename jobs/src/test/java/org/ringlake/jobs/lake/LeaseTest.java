package org.ringlake.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir java.nio.file.Path folder;
  private final SetClock clock = new SetClock(Instant.parse("2026-03-01T08:00:00Z"));
  private FileSystem files;
  private Path lake;

  @BeforeEach
  void openFileSystem() throws IOException {
    files = FileSystem.getLocal(new Configuration(false));
    lake = new Path(folder.resolve("lake").toUri());
  }

  @Test
  void whileALeaseIsValidNobodyElseGetsOne() throws IOException {
    try (Lease held = take()) {
      clock.advance(Lease.VALIDITY.minus(MOMENT));

      assertThatThrownBy(this::take)
          .isInstanceOf(LakeLockedException.class)
          .hasMessageStartingWith(
              "Another job is writing to the lake at %s (process %d, ",
              lake, ProcessHandle.current().pid())
          .hasMessageContaining("if it died, its lease runs out by itself within minutes")
          .hasMessageEndingWith("or delete %s/_ringlake.lease/1.", lake);
      held.check();
    }
  }

  @Test
  void aLeaseThatWasGivenBackIsFreeAtOnce() throws IOException {
    take().close();

    try (Lease next = take()) {
      assertThatCode(next::check).doesNotThrowAnyException();
    }
  }

  @Test
  void aDeadOwnersLeaseIsTakenOverWhenItHasRunOut() throws IOException {
    take();
    clock.advance(Lease.VALIDITY);

    try (Lease successor = take()) {
      successor.check();
    }
  }

  @Test
  void aRenewedLeaseIsValidForLonger() throws IOException {
    try (Lease held = take()) {
      clock.advance(Lease.VALIDITY.minus(MOMENT));
      held.renew();
      clock.advance(Lease.VALIDITY.minus(MOMENT));

      held.check();
      assertThatThrownBy(this::take).isInstanceOf(LakeLockedException.class);
    }
  }

  @Test
  void anOwnerThatSleptPastItsLeaseHasLostItAndDoesNotDisturbItsSuccessor() throws IOException {
    Lease slept = take();
    clock.advance(Lease.VALIDITY);
    try (Lease successor = take()) {
      slept.renew();
      slept.close();

      assertThatThrownBy(slept::check)
          .isInstanceOf(LakeLockedException.class)
          .hasMessage(
              "This job may no longer write to the lake at %s: its lease ran out before it could"
                  + " be renewed. Nothing it did counts; run it again.",
              lake);
      successor.renew();
      successor.check();
      assertThatThrownBy(this::take).isInstanceOf(LakeLockedException.class);
    }
  }

  @Test
  void failedRenewalsAreTriedAgainAndLoseTheLeaseOnlyWhenItRunsOut() throws IOException {
    BrokenFiles broken = new BrokenFiles(files);
    Lease held = Lease.take(broken, lake, clock);
    clock.advance(Lease.VALIDITY.dividedBy(2));
    broken.isBroken = true;
    held.renew();
    held.check();
    broken.isBroken = false;
    held.renew();
    clock.advance(Lease.VALIDITY.minus(MOMENT));
    held.check();

    broken.isBroken = true;
    held.renew();
    clock.advance(MOMENT);

    assertThatThrownBy(held::check).hasMessageContaining("its lease ran out");
    held.close();
  }

  @Test
  void ofTwoThatFindALeaseVoidAtTheSameTimeOneGetsIt() throws IOException {
    take();
    clock.advance(Lease.VALIDITY);
    BrokenFiles overtaken = new BrokenFiles(files);
    Lease[] quicker = new Lease[1];
    overtaken.beforeCreating = () -> quicker[0] = take();

    assertThatThrownBy(() -> Lease.take(overtaken, lake, clock))
        .isInstanceOf(LakeLockedException.class);
    quicker[0].check();
    quicker[0].renew();
    quicker[0].check();
    quicker[0].close();
  }

  @Test
  void whoFindsALeaseVoidTooLateToSeeThatOthersCameAndWentGetsNone() throws IOException {
    take();
    clock.advance(Lease.VALIDITY);
    BrokenFiles overtaken = new BrokenFiles(files);
    Lease[] quicker = new Lease[1];
    overtaken.beforeCreating =
        () -> {
          take().close();
          quicker[0] = take();
        };

    assertThatThrownBy(() -> Lease.take(overtaken, lake, clock))
        .isInstanceOf(LakeLockedException.class);
    quicker[0].renew();
    quicker[0].check();
    quicker[0].close();
  }

  @Test
  void aLeaseThatIsBeingWrittenCountsAsHeld() throws IOException {
    files.create(new Path(lake, "_ringlake.lease/1"), false).close();
    clock.set(Instant.now());

    assertThatThrownBy(this::take)
        .isInstanceOf(LakeLockedException.class)
        .hasMessageContaining("(a process that has just begun)");
    clock.advance(Lease.VALIDITY.plusMinutes(1));
    take().close();
    assertThat(files.exists(new Path(lake, "_ringlake.lease/1"))).isFalse();
  }

  private Lease take() throws IOException {
    return Lease.take(files, lake, clock);
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Files that cannot be written while broken; something may happen just before the first is. */
  private static final class BrokenFiles extends FilterFileSystem {
    private boolean isBroken;
    private Step beforeCreating = () -> {};

    BrokenFiles(FileSystem files) {
      super(files);
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      if (isBroken) {
        throw new IOException("the store does not answer");
      }
      Step step = beforeCreating;
      beforeCreating = () -> {};
      step.run();
      return super.create(
          file, permission, overwrite, bufferSize, replication, blockSize, progress);
    }
  }

  private static final class SetClock extends Clock {
    private Instant now;

    SetClock(Instant now) {
      this.now = now;
    }

    void set(Instant instant) {
      now = instant;
    }

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
