package org.ringlake.jobs.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A lock for file systems without locks: a file its owner renews, void when not renewed. */
final class Lease implements LakeLock {
  private static final String NAME = "_ringlake.lease";
  private static final Duration RENEWAL = Duration.ofSeconds(30);
  private static final Duration VALIDITY = Duration.ofMinutes(3);

  private final FileSystem files;
  private final Path file;
  private final String owner;
  private final Clock clock;
  private final ScheduledExecutorService renewals;

  private Lease(FileSystem files, Path file, String owner, Clock clock) {
    this.files = files;
    this.file = file;
    this.owner = owner;
    this.clock = clock;
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
    Path file = new Path(lake, NAME);
    String owner = "process %d, %s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
    Lease lease = new Lease(files, file, owner, clock);
    files.mkdirs(lake);
    try {
      lease.write(false);
    } catch (FileAlreadyExistsException e) {
      lease.replaceIfVoid(lake);
    }
    lease.renewals.scheduleWithFixedDelay(
        lease::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
    return lease;
  }

  private void replaceIfVoid(Path lake) throws IOException {
    String[] found = read().split("\n", 2);
    if (Instant.parse(found[0]).isAfter(clock.instant())) {
      throw LakeLockedException.leasedBy(lake.toString(), found[1], file.toString());
    }
    write(true);
    if (!read().endsWith(owner)) {
      throw LakeLockedException.leasedBy(lake.toString(), read(), file.toString());
    }
  }

  private void renew() {
    try {
      write(true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot renew the lake's lease " + file, e);
    }
  }

  private void write(boolean overwrite) throws IOException {
    try (FSDataOutputStream out = files.create(file, overwrite)) {
      out.write((clock.instant().plus(VALIDITY) + "\n" + owner).getBytes(UTF_8));
    }
  }

  private String read() throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() {
    renewals.shutdownNow();
    try {
      files.delete(file, false);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give back the lake's lease " + file, e);
    }
  }
}
