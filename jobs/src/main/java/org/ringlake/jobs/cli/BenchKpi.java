package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.bench.KpiBench;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Command;

/** Measures the full build. */
@Command(
    name = "kpi",
    description = "The full build of KPIs from calls, beside DuckDB on the files; values compared.")
final class BenchKpi extends BenchOfCalls {
  @Override
  void measure(SparkSession spark, Configuration configuration, Path folder, PrintWriter out)
      throws Exception {
    new KpiBench(spark, configuration, folder).run(calls(), turns(), out);
  }
}
