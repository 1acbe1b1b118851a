package org.ringlake.jobs.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A lock on a file of a local disk. The file stays; only the lock on it counts. */
final class LocalLock implements LakeLock {
  private static final String NAME = ".ringlake.lock";
  private static final int OWNER_BYTES = 200;

  /**
   * Who holds which file in this process. Closing any channel to a file gives back all locks a
   * process has on it, so a file that is held here must not even be opened.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private LocalLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  static LocalLock take(Path lake) throws IOException {
    Files.createDirectories(lake);
    Path file = lake.toRealPath().resolve(NAME);
    String self = "process %d since %s".formatted(ProcessHandle.current().pid(), Instant.now());
    String owner = HELD.putIfAbsent(file, self);
    if (owner != null) {
      throw LakeLockedException.heldBy(lake.toString(), owner);
    }
    try {
      return lock(lake, file, self);
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static LocalLock lock(Path lake, Path file, String self) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      String owner = owner(channel);
      channel.close();
      throw LakeLockedException.heldBy(lake.toString(), owner);
    }
    channel.truncate(0);
    channel.write(UTF_8.encode(self), 0);
    return new LocalLock(file, channel, lock);
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(OWNER_BYTES);
    channel.read(text, 0);
    String owner = UTF_8.decode(text.flip()).toString();
    return owner.isEmpty() ? "a process that has just begun" : owner;
  }

  @Override
  public void check() {
    if (!lock.isValid()) {
      throw LakeLockedException.lost(file.getParent().toString(), "its lock was given back");
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give back the lake's lock", e);
    } finally {
      HELD.remove(file);
    }
  }
}
