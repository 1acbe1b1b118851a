package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How rows are printed. All formats stream, and none cuts a value. */
enum ResultFormat {
  /** Aligned columns for people; a wider value than the first rows showed pushes its line out. */
  TABLE {
    @Override
    RowPrinter printer(Dataset<Row> rows, Writer out) {
      return new TablePrinter(rows.schema(), out);
    }
  },
  /** RFC 4180 with a header; NULL is empty, the empty string is {@code ""}. */
  CSV {
    @Override
    RowPrinter printer(Dataset<Row> rows, Writer out) throws IOException {
      return new CsvPrinter(rows.schema(), out);
    }
  },
  /** One JSON object a line, all columns, in order. */
  JSON {
    @Override
    RowPrinter printer(Dataset<Row> rows, Writer out) throws IOException {
      return new JsonPrinter(out);
    }
  };

  abstract RowPrinter printer(Dataset<Row> rows, Writer out) throws IOException;

  /** Prints the rows, holding one partition of them at a time, and returns how many. */
  long print(Dataset<Row> rows, Writer out) throws IOException {
    RowPrinter printer = printer(rows, out);
    long count = 0;
    for (Iterator<Row> each = rows.toLocalIterator(); each.hasNext(); count++) {
      printer.print(each.next());
    }
    printer.finish();
    return count;
  }
}
