package org.ringlake.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import org.apache.spark.sql.Row;

/** Rows as JSON objects, one a line. */
final class JsonPrinter implements RowPrinter {
  private final JsonGenerator json;
  private final Writer out;

  JsonPrinter(Writer out) throws IOException {
    this.out = out;
    this.json = Cells.JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  @Override
  public void print(Row row) throws IOException {
    Cells.writeFields(row, json);
  }

  @Override
  public void finish() throws IOException {
    json.flush();
    if (json.getOutputContext().getEntryCount() > 0) {
      out.write('\n');
    }
    out.flush();
  }
}
