package org.ringlake.jobs.invariants;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Searches everything that is stored below a folder, whichever table version it belongs to. */
final class StoredText {
  private static final Pattern SEPARATORS = Pattern.compile("[ \\-()]");
  private static final int DIGITS = 11;
  private static final Pattern NUMBER = Pattern.compile("\\d{" + DIGITS + "}");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{" + DIGITS + ",}");

  private StoredText() {}

  /** The files that hold any of the numbers of eleven digits, however they are grouped. */
  static List<Path> filesHoldingAny(Set<String> numbers, Path folder) {
    if (numbers.isEmpty() || !numbers.stream().allMatch(NUMBER.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "Only numbers of %d digits are looked for, and at least one".formatted(DIGITS));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> holdsAny(numbers, text(file, statement)))
          .toList();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("Cannot search " + folder, e);
    }
  }

  private static boolean holdsAny(Set<String> numbers, String text) {
    return LONG_NUMBER
        .matcher(SEPARATORS.matcher(text).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .anyMatch(
            digits ->
                IntStream.rangeClosed(0, digits.length() - DIGITS)
                    .mapToObj(start -> digits.substring(start, start + DIGITS))
                    .anyMatch(numbers::contains));
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
