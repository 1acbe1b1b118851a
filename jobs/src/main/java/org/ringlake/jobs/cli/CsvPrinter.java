package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows as RFC 4180 lines below a header. */
final class CsvPrinter implements RowPrinter {
  private static final String NEW_LINE = "\n";

  private final Writer out;

  CsvPrinter(StructType schema, Writer out) throws IOException {
    this.out = out;
    String separator = "";
    for (String name : schema.fieldNames()) {
      out.append(separator).append(quoted(name));
      separator = ",";
    }
    out.append(NEW_LINE);
  }

  @Override
  public void print(Row row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      if (!row.isNullAt(i)) {
        out.append(quoted(Cells.text(row.get(i))));
      }
    }
    out.append(NEW_LINE);
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  private static String quoted(String text) {
    boolean isPlain =
        !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
