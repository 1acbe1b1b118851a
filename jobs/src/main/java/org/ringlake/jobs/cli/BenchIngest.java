package org.ringlake.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.bench.IngestBench;
import org.ringlake.jobs.config.Configuration;
import picocli.CommandLine.Command;

/** Measures ingest. */
@Command(name = "ingest", description = "Calls from CSV into silver, beside DuckDB on the files.")
final class BenchIngest extends BenchOfCalls {
  @Override
  void measure(SparkSession spark, Configuration configuration, Path folder, PrintWriter out)
      throws Exception {
    new IngestBench(spark, configuration, folder).run(calls(), turns(), out);
  }
}
