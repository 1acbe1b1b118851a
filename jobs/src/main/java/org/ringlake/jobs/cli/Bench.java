package org.ringlake.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The benchmarks of the README; a new one is a class named in {@code subcommands}. */
@Command(
    name = "bench",
    description = "Measures: what the README's figures come from.",
    subcommands = {BenchIngest.class, BenchKpi.class, BenchIncrement.class, BenchValue.class})
final class Bench implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Name a benchmark: ingest, kpi, increment or value.");
  }
}
