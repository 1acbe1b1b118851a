package org.ringlake.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A few rows of a feed, each as files give it and as silver has it, from {@code
 * src/test/resources/feeds}: a column a line, two cells a row. In what is given, {@code #} stands
 * for the number that tells one copy of the rows from another, and nothing for no value.
 */
final class GenericRows {
  private static final Path FOLDER = Path.of("src", "test", "resources", "feeds");
  private static final String NUMBER = "#";
  private static final String NULL = "null";

  private final List<String[]> columns;

  private GenericRows(List<String[]> columns) {
    this.columns = columns;
  }

  static GenericRows of(String feed) {
    try {
      return new GenericRows(
          Files.readAllLines(FOLDER.resolve(feed + ".txt")).stream()
              .skip(1)
              .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip))
              .map(cells -> cells.toArray(String[]::new))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values by column of each row as a file gives it. */
  List<Map<String, String>> given(int number) {
    List<Map<String, String>> rows = rows(1);
    rows.forEach(
        row -> row.replaceAll((name, text) -> text.replace(NUMBER, Integer.toString(number))));
    return rows;
  }

  /** The values by column of each row as silver has it, without numbers. */
  List<Map<String, String>> silver() {
    List<Map<String, String>> rows = rows(2);
    rows.forEach(row -> row.replaceAll((name, text) -> text.equals(NULL) ? null : text));
    return rows;
  }

  private List<Map<String, String>> rows(int firstCell) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int cell = firstCell; cell < columns.get(0).length; cell += 2) {
      Map<String, String> row = new LinkedHashMap<>();
      for (String[] column : columns) {
        if (!column[cell].isEmpty()) {
          row.put(column[0], column[cell]);
        }
      }
      rows.add(row);
    }
    return rows;
  }
}
