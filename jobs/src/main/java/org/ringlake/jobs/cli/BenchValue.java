package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.bench.ValueBench;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures customers' worth and who earned it. */
@Command(
    name = "value",
    description =
        "Fits and values of --customers; paths and credits under all models of --deals over "
            + "--contacts; compared with what was made.")
final class BenchValue extends BenchCommand {
  private static final int TEAMS = 20;

  @Option(
      names = "--customers",
      paramLabel = "N",
      split = ",",
      defaultValue = "100000",
      description = "Customers, one number or more with commas; default ${DEFAULT-VALUE}.")
  private List<Long> customers;

  @Option(
      names = "--deals",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Deals to attribute; 0: none. Default ${DEFAULT-VALUE}.")
  private long deals;

  @Option(
      names = "--contacts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Contacts; default ${DEFAULT-VALUE}.")
  private long contacts;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "200",
      description = "Agents, a multiple of 20; default ${DEFAULT-VALUE}.")
  private int agents;

  @Override
  void checkOptions() {
    super.checkOptions();
    customers.forEach(number -> check("--customers", number, 2_000, 100_000_000));
    check("--deals", deals, 0, 100_000_000);
    check("--contacts", contacts, 10_000, 2_000_000_000);
    check("--agents", agents, TEAMS, 9_980);
    check("--agents modulo 20", agents % TEAMS, 0, 0);
  }

  @Override
  void measure(SparkSession spark, Configuration configuration, Path folder, PrintWriter out)
      throws Exception {
    new ValueBench(spark, configuration, folder)
        .run(new ValueBench.Extent(customers, deals, contacts, agents, turns()), out);
  }
}
