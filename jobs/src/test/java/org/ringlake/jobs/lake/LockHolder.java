package org.ringlake.jobs.lake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that takes a lake's lock, says so or why not, and keeps it until its input ends. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws IOException {
    try (LocalLock lock = LocalLock.take(Path.of(args[0]))) {
      lock.check();
      say("held");
      System.in.transferTo(System.out);
    } catch (LakeLockedException e) {
      say(e.getMessage());
    }
  }

  private static void say(String line) throws IOException {
    System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  /** Starts one. */
  static Process start(Path lake) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            lake.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
