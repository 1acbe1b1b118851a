package org.ringlake.jobs.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock for file systems without locks: a numbered file that its owner renews, void when it was
 * not renewed in time.
 *
 * <p>Who finds the highest number void makes the next one, and a file can be made only once. Only
 * then the older number is looked at again, and an owner looks for a higher number after each
 * renewal: of a late owner and an early successor at least one sees the other and gives up. Numbers
 * are never used again, so the file of a lease that was given back stays, void.
 */
final class Lease implements LakeLock {
  static final Duration VALIDITY = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final String FOLDER = "_ringlake.lease";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Duration RENEWAL = Duration.ofSeconds(30);
  private static final long NONE = 0;

  private final FileSystem files;
  private final Path lake;
  private final Path folder;
  private final long number;
  private final String owner;
  private final Clock clock;
  private final ScheduledExecutorService renewals;
  private Instant until;
  private String loss;
  private boolean isClosed;

  private Lease(FileSystem files, Path lake, Path folder, long number, Clock clock) {
    this.files = files;
    this.lake = lake;
    this.folder = folder;
    this.number = number;
    this.clock = clock;
    this.owner = "process %d, %s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
    this.renewals =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lake-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  static Lease take(FileSystem files, Path lake) throws IOException {
    return take(files, lake, Clock.systemUTC());
  }

  static Lease take(FileSystem files, Path lake, Clock clock) throws IOException {
    Path folder = new Path(lake, FOLDER);
    files.mkdirs(folder);
    long last = highest(files, folder);
    Lease lease = new Lease(files, lake, folder, last + 1, clock);
    lease.refuseUnlessVoid(last);
    try {
      lease.write(false, clock.instant().plus(VALIDITY));
    } catch (FileAlreadyExistsException e) {
      throw lease.leasedBy(last + 1);
    }
    lease.refuseUnlessAlone(last);
    lease.removeOlder();
    ScheduledFuture<?> unused = // until the pool is shut down
        lease.renewals.scheduleWithFixedDelay(
            lease::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
    return lease;
  }

  /** What a lease's file says. */
  private record Term(Instant until, String owner) {
    static final Term GONE = new Term(Instant.EPOCH, "");
  }

  /** Makes the lease valid for longer; a failure is tried again until the lease has run out. */
  synchronized void renew() {
    if (isClosed || loss != null) {
      return;
    }
    try {
      if (!clock.instant().isBefore(until)) {
        loss = "its lease ran out before it could be renewed";
      } else if (!read(number).owner().equals(owner)) {
        loss = "its lease was taken over";
      } else {
        write(true, clock.instant().plus(VALIDITY));
        if (highest(files, folder) > number) {
          loss = "its lease was taken over";
        }
      }
    } catch (IOException e) {
      LOG.warn("Cannot renew the lease {} until now, trying again", file(number), e);
    }
  }

  @Override
  public synchronized void check() {
    if (loss == null && !clock.instant().isBefore(until)) {
      loss = "its lease ran out before it could be renewed";
    }
    if (loss != null) {
      throw LakeLockedException.lost(lake.toString(), loss);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    renewals.shutdownNow();
    if (loss == null) {
      giveBack();
    }
  }

  private void giveBack() {
    try {
      write(true, Instant.EPOCH);
    } catch (IOException e) {
      LOG.warn("Cannot give back the lease {}; it runs out by itself", file(number), e);
    }
  }

  private void refuseUnlessVoid(long other) throws IOException {
    if (read(other).until().isAfter(clock.instant())) {
      throw leasedBy(other);
    }
  }

  private void refuseUnlessAlone(long last) throws IOException {
    long highest = highest(files, folder);
    boolean isRenewed = read(last).until().isAfter(clock.instant());
    if (highest != number || isRenewed) {
      giveBack();
      throw leasedBy(isRenewed ? last : highest);
    }
  }

  private LakeLockedException leasedBy(long other) throws IOException {
    return LakeLockedException.leasedBy(
        lake.toString(), read(other).owner(), file(other).toString());
  }

  private void removeOlder() throws IOException {
    for (var status : files.listStatus(folder)) {
      if (isNumber(status.getPath()) && number(status.getPath()) < number) {
        files.delete(status.getPath(), false);
      }
    }
  }

  private void write(boolean overwrite, Instant validUntil) throws IOException {
    try (FSDataOutputStream out = files.create(file(number), overwrite)) {
      out.write((validUntil + "\n" + owner).getBytes(UTF_8));
    }
    until = validUntil;
  }

  /** A lease's term; one that is being written at this moment is as good as renewed just now. */
  private Term read(long other) throws IOException {
    if (other == NONE) {
      return Term.GONE;
    }
    try (FSDataInputStream in = files.open(file(other))) {
      String[] lines = new String(in.readAllBytes(), UTF_8).split("\n", 2);
      return new Term(Instant.parse(lines[0]), lines[1]);
    } catch (FileNotFoundException e) {
      return Term.GONE;
    } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
      long written = files.getFileStatus(file(other)).getModificationTime();
      return new Term(
          Instant.ofEpochMilli(written).plus(VALIDITY), "a process that has just begun");
    }
  }

  private Path file(long other) {
    return new Path(folder, Long.toString(other));
  }

  private static long highest(FileSystem files, Path folder) throws IOException {
    return Arrays.stream(files.listStatus(folder))
        .map(status -> status.getPath())
        .filter(Lease::isNumber)
        .mapToLong(Lease::number)
        .max()
        .orElse(NONE);
  }

  private static boolean isNumber(Path path) {
    return NUMBER.matcher(path.getName()).matches();
  }

  private static long number(Path path) {
    return Long.parseLong(path.getName());
  }
}
