package org.ringlake.jobs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Progress that nobody sees, for tests. */
public final class SilentProgress {
  private SilentProgress() {}

  /** A new one. */
  public static Progress progress() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Progress(nowhere, false, System::nanoTime);
  }
}
