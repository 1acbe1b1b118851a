package org.ringlake.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The most memory this process ever held, as Linux counts it: heap, code and DuckDB's together. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final long KIB = 1024;
  private static final double GIB = KIB * KIB * KIB;

  private PeakMemory() {}

  /** In bytes; empty where the system does not tell. */
  private static OptionalLong bytes() throws IOException {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
          .findFirst();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  /** Says it in a line, where the system tells. */
  static void print(PrintWriter out) throws IOException {
    bytes()
        .ifPresent(
            bytes -> out.printf("Peak memory of the process, all sides: %.1f GiB%n", bytes / GIB));
  }
}
