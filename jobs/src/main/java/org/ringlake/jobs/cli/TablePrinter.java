package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows as aligned columns, as wide as the header and the first rows need. */
final class TablePrinter implements RowPrinter {
  private static final int ROWS_MEASURED = 1_000;
  private static final String GAP = "  ";
  private static final String NULL = "";

  private final StructField[] columns;
  private final Writer out;
  private final List<String[]> held = new ArrayList<>();
  private int[] widths = {};

  TablePrinter(StructType schema, Writer out) {
    this.columns = schema.fields();
    this.out = out;
  }

  @Override
  public void print(Row row) throws IOException {
    String[] cells = new String[columns.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) ? NULL : Cells.text(row.get(i));
    }
    if (widths.length > 0) {
      writeLine(cells);
    } else {
      held.add(cells);
      if (held.size() == ROWS_MEASURED) {
        writeHeld();
      }
    }
  }

  @Override
  public void finish() throws IOException {
    writeHeld();
    out.flush();
  }

  private void writeHeld() throws IOException {
    if (widths.length == 0) {
      String[] header = Arrays.stream(columns).map(StructField::name).toArray(String[]::new);
      widths = widths(header);
      writeLine(header);
      writeLine(Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new));
      for (String[] cells : held) {
        writeLine(cells);
      }
      held.clear();
    }
  }

  private int[] widths(String[] header) {
    int[] widest = Arrays.stream(header).mapToInt(TablePrinter::width).toArray();
    for (String[] cells : held) {
      Arrays.setAll(widest, i -> Math.max(widest[i], width(cells[i])));
    }
    return widest;
  }

  private void writeLine(String[] cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - width(cells[i])));
      boolean isNumber = columns[i].dataType() instanceof NumericType;
      line.append(i == 0 ? "" : GAP).append(isNumber ? padding + cells[i] : cells[i] + padding);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  /** Places on a terminal: two for each Chinese, Japanese or Korean sign. */
  private static int width(String text) {
    return text.codePoints().map(codePoint -> isWide(codePoint) ? 2 : 1).sum();
  }

  private static boolean isWide(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> isBetween(codePoint, 0x3000, 0x303F) || isBetween(codePoint, 0xFF01, 0xFF60);
    };
  }

  private static boolean isBetween(int codePoint, int first, int last) {
    return first <= codePoint && codePoint <= last;
  }
}
