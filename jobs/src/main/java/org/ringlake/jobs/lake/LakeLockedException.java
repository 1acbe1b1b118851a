package org.ringlake.jobs.lake;

/** The lake is not this process's to write to. */
public final class LakeLockedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private LakeLockedException(String message) {
    super(message);
  }

  static LakeLockedException heldBy(String lake, String owner) {
    return new LakeLockedException(
        "Another job is writing to the lake at %s (%s). Wait until it is done, or stop it; the lock ends with its process."
            .formatted(lake, owner));
  }

  static LakeLockedException leasedBy(String lake, String owner, String file) {
    return new LakeLockedException(
        ("Another job is writing to the lake at %s (%s). Wait until it is done; if it died, its"
                + " lease runs out by itself within minutes, or delete %s.")
            .formatted(lake, owner, file));
  }

  static LakeLockedException lost(String lake, String why) {
    return new LakeLockedException(
        "This job may no longer write to the lake at %s: %s. Nothing it did counts; run it again."
            .formatted(lake, why));
  }
}
