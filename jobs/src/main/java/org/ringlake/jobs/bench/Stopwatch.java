package org.ringlake.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Wall and CPU time of this process; both sides of a benchmark run inside it. */
final class Stopwatch {
  private static final double NANOS = 1e9;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final long wallStart = System.nanoTime();
  private final long cpuStart = system.getProcessCpuTime();

  /** Seconds since it was made. */
  Time stop() {
    return new Time(
        (System.nanoTime() - wallStart) / NANOS, (system.getProcessCpuTime() - cpuStart) / NANOS);
  }

  /**
   * How long something took, in seconds.
   *
   * @param cpu of all threads together
   */
  record Time(double wall, double cpu) {}
}
