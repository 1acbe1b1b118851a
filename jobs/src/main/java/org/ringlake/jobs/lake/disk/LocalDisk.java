package org.ringlake.jobs.lake.disk;

import org.apache.hadoop.fs.LocalFileSystem;

/** The local disk with checksums, for {@code fs.file.impl}. */
public final class LocalDisk extends LocalFileSystem {
  public LocalDisk() {
    super(new RawLocalDisk());
  }
}
