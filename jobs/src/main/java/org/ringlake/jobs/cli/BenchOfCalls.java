package org.ringlake.jobs.cli;

import picocli.CommandLine.Option;

/** A benchmark whose size is a number of calls. */
abstract class BenchOfCalls extends BenchCommand {
  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Calls; default ${DEFAULT-VALUE}.")
  private long calls;

  @Override
  void checkOptions() {
    super.checkOptions();
    check("--calls", calls, 1000, 2_000_000_000);
  }

  final long calls() {
    return calls;
  }
}
