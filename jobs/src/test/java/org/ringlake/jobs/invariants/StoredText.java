package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Searches everything that is stored below a folder, whichever table version it belongs to. */
final class StoredText {
  private static final Pattern SEPARATORS = Pattern.compile("[ \\-()]");

  private StoredText() {}

  /** The files that hold any of the numbers, however its digits are grouped. */
  static List<Path> filesHoldingAny(Set<String> numbers, Path folder) {
    Pattern any = Pattern.compile(numbers.stream().collect(joining("|")));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> any.matcher(SEPARATORS.matcher(text(file, statement)).replaceAll("")).find())
          .toList();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("Cannot search " + folder, e);
    }
  }

  private static String text(Path file, Statement statement) {
    try {
      return file.toString().endsWith(".parquet")
          ? values(file, statement)
          : Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("Cannot read " + file, e);
    }
  }

  private static String values(Path file, Statement statement) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT to_json(t)::VARCHAR FROM read_parquet('%s') t".formatted(file))) {
      while (row.next()) {
        all.append(row.getString(1)).append('\n');
      }
    }
    return all.toString();
  }
}
