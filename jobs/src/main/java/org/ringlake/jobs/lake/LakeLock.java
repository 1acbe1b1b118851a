package org.ringlake.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * The right to write to a lake, held by one process at a time. Readers need none.
 *
 * <p>On a local disk it is a file lock, which the operating system gives back when its owner dies;
 * elsewhere a lease that its owner renews and that runs out when the owner is gone.
 */
interface LakeLock extends AutoCloseable {

  /**
   * Takes the lock.
   *
   * @throws LakeLockedException when another writer holds it
   */
  static LakeLock take(Lake lake) {
    try {
      URI uri = lake.root().toUri();
      return "file".equals(uri.getScheme())
          ? LocalLock.take(java.nio.file.Path.of(uri.getPath()))
          : Lease.take(lake.files(), lake.root());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock the lake at " + lake.root(), e);
    }
  }

  /**
   * Makes sure that the lock is still held.
   *
   * @throws LakeLockedException when it was lost, and another writer may be at work
   */
  void check();

  @Override
  void close();
}
