package org.ringlake.jobs.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A lock on a file of a local disk. The file stays; only the lock on it counts. */
final class LocalLock implements LakeLock {
  private static final String NAME = ".ringlake.lock";
  private static final int OWNER_BYTES = 200;

  private final FileChannel channel;

  private LocalLock(FileChannel channel) {
    this.channel = channel;
  }

  static LocalLock take(Path lake) throws IOException {
    Files.createDirectories(lake);
    FileChannel channel =
        FileChannel.open(
            lake.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      String owner = owner(channel);
      channel.close();
      throw LakeLockedException.heldBy(lake.toString(), owner);
    }
    channel.truncate(0);
    channel.write(
        UTF_8.encode("process %d since %s".formatted(ProcessHandle.current().pid(), Instant.now())),
        0);
    return new LocalLock(channel);
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(OWNER_BYTES);
    channel.read(text, 0);
    return UTF_8.decode(text.flip()).toString();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give back the lake's lock", e);
    }
  }
}
