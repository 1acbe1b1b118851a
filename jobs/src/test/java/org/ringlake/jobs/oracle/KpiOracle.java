package org.ringlake.jobs.oracle;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The KPIs of part 1 recomputed by DuckDB from the raw CSV files of an inbox.
 *
 * <p>It shares nothing with the engine: the SQL beside this class was written from the contract and
 * the KPI catalogue.
 */
public final class KpiOracle {
  private static final List<String> STEPS =
      List.of("1-typed.sql", "2-current.sql", "3-events.sql", "4-kpis.sql");

  private KpiOracle() {}

  /** Every published cell of the seventeen KPIs, by cell. */
  public static Map<KpiCell, KpiValue> kpis(Path inbox, ZoneId zone) {
    return ask(inbox, zone, KpiOracle::values);
  }

  /** How many rows of each feed are well formed, whichever version of their key they are. */
  public static Map<String, Long> goodRows(Path inbox, ZoneId zone) {
    return ask(inbox, zone, KpiOracle::counts);
  }

  private static <T> T ask(Path inbox, ZoneId zone, Answer<T> answer) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = '%s'".formatted(zone));
      for (OracleFeed feed : OracleFeed.values()) {
        read(feed, inbox.resolve(feed.folder()), statement);
      }
      for (String step : STEPS) {
        statement.execute(script(step));
      }
      return answer.from(statement);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The oracle failed on " + inbox, e);
    }
  }

  private static void read(OracleFeed feed, Path folder, Statement statement)
      throws SQLException, IOException {
    statement.execute(
        feed.columns().stream()
            .map(column -> column + " VARCHAR")
            .collect(joining(", ", "CREATE TABLE text_%s (".formatted(feed), ")")));
    for (Path file : files(folder)) {
      List<String> header = header(file);
      statement.execute(lines(header, file));
      statement.execute(insertion(feed, header));
    }
    statement.execute(
        "CREATE TABLE raw_%s AS SELECT *, %s AS row_text FROM text_%s"
            .formatted(
                feed,
                feed.columns().stream()
                    .map("coalesce(%s, '')"::formatted)
                    .collect(joining(" || chr(1) || ")),
                feed));
  }

  /**
   * Lines that are no CSV row of the header's width are left out: they are rejected. Every column
   * is read, as DuckDB does not look at the bytes of others.
   */
  private static String lines(List<String> header, Path file) {
    return """
        CREATE OR REPLACE TEMP TABLE lines AS
        SELECT * FROM read_csv('%s', auto_detect = false, header = true, delim = ',',
          quote = '"', escape = '"', columns = {%s}, ignore_errors = true)"""
        .formatted(file, header.stream().map("'%s': 'VARCHAR'"::formatted).collect(joining(", ")));
  }

  private static String insertion(OracleFeed feed, List<String> header) {
    return "INSERT INTO text_%s BY NAME SELECT %s FROM lines"
        .formatted(
            feed,
            header.stream()
                .filter(feed.columns()::contains)
                .map("nullif(trim(%1$s), '') AS %1$s"::formatted)
                .collect(joining(", ")));
  }

  private static List<String> header(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return List.of(lines.readLine().replace("\ufeff", "").split(","));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream stream = KpiOracle.class.getResourceAsStream("/oracle/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<KpiCell, KpiValue> values(Statement statement) throws SQLException {
    Map<KpiCell, KpiValue> values = new HashMap<>();
    try (ResultSet row = statement.executeQuery("SELECT * FROM kpis")) {
      while (row.next()) {
        values.put(
            new KpiCell(
                row.getString("layer"),
                row.getString("entity_id"),
                row.getString("period"),
                row.getString("period_start"),
                row.getString("kpi")),
            KpiValue.of(row.getBigDecimal("numerator"), row.getBigDecimal("denominator")));
      }
    }
    return values;
  }

  private static Map<String, Long> counts(Statement statement) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    for (OracleFeed feed : OracleFeed.values()) {
      try (ResultSet row =
          statement.executeQuery("SELECT count(*) FROM typed_%s WHERE is_good".formatted(feed))) {
        row.next();
        counts.put(feed.folder(), row.getLong(1));
      }
    }
    return counts;
  }

  /** What is asked of the finished tables. */
  private interface Answer<T> {
    T from(Statement statement) throws SQLException;
  }
}
