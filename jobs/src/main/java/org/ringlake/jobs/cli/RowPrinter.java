package org.ringlake.jobs.cli;

import java.io.IOException;
import org.apache.spark.sql.Row;

/** Prints rows one after the other. */
interface RowPrinter {
  void print(Row row) throws IOException;

  /** Prints what was held back; to be called once, after the last row. */
  void finish() throws IOException;
}
