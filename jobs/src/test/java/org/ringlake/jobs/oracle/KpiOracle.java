package org.ringlake.jobs.oracle;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.ringlake.jobs.world.Business;

/**
 * Every KPI, recomputed by DuckDB from the raw CSV files of an inbox in the {@link Business} all
 * worlds are in.
 *
 * <p>What customers will yet bring it is told ({@link Worth}), as SQL fits no model, and where
 * several agents win one, who has which part, which {@link CreditOracle} checks. Else it shares
 * nothing with the engine: the SQL beside this class was written from the contract and the KPI
 * catalogue.
 */
public final class KpiOracle {
  /** KPIs that are shares of cases, each of which is one or is not. */
  public static final List<String> SHARES =
      List.of(
          "connect_rate",
          "contact_rate",
          "list_contact_rate",
          "effective_call_rate",
          "csat",
          "first_call_resolution",
          "complex_resolution_rate",
          "information_accuracy",
          "violation_rate",
          "compliance_rate",
          "mood_recovery_rate",
          "abandon_rate",
          "off_hours_dial_rate",
          "complaint_resolution_rate",
          "win_rate",
          "lead_conversion_rate",
          "profile_completion",
          "repurchase_rate_6m",
          "renewal_rate",
          "churn_rate");

  private static final String TYPED = "1-typed.sql";

  /** The steps up to what customers bought and whose they are. */
  static final List<String> CUSTOMERS =
      List.of(TYPED, "2-current.sql", "3-facts.sql", "4-customers.sql");

  private static final List<String> KPIS =
      Stream.concat(CUSTOMERS.stream(), Stream.of("5-events.sql", "6-cells.sql", "7-kpis.sql"))
          .toList();
  private static final List<String> CONTEXTS =
      Stream.concat(KPIS.stream(), Stream.of("8-contexts.sql")).toList();

  private KpiOracle() {}

  /** What every KPI is in every cell in which anything happened. */
  public static Map<KpiCell, KpiValue> kpis(Path inbox, ZoneId zone, Worth worth) {
    return ask(inbox, zone, worth, KPIS, KpiOracle::values);
  }

  /** What stands beside the value of every KPI in every cell. */
  public static Map<KpiCell, KpiContext> contexts(Path inbox, ZoneId zone, Worth worth) {
    return ask(inbox, zone, worth, CONTEXTS, KpiOracle::besides);
  }

  /** Both of them, in one go. */
  public static Cells cells(Path inbox, ZoneId zone, Worth worth) {
    return ask(
        inbox,
        zone,
        worth,
        CONTEXTS,
        statement -> new Cells(values(statement), besides(statement)));
  }

  /** How many rows of each feed are well formed, whichever version of their key they are. */
  public static Map<String, Long> goodRows(Path inbox, ZoneId zone) {
    return ask(inbox, zone, Worth.NONE, List.of(TYPED), KpiOracle::counts);
  }

  /** Does steps on the files, and asks what has come out. */
  static <T> T ask(Path inbox, ZoneId zone, Worth worth, List<String> steps, Answer<T> answer) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = '%s'".formatted(zone));
      for (OracleFeed feed : OracleFeed.values()) {
        read(feed, inbox.resolve(feed.folder()), statement);
      }
      tell(statement);
      tell(worth, statement);
      for (String step : steps) {
        statement.execute(script(step));
      }
      return answer.from(statement);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The oracle failed on " + inbox, e);
    }
  }

  private static void tell(Statement statement) throws SQLException {
    statement.execute(
        "CREATE TABLE rates (currency VARCHAR, valid_from DATE, rate DECIMAL(18, 8))");
    for (Business.Rate rate : Business.RATES) {
      statement.execute(
          "INSERT INTO rates VALUES ('%s', '%s', %s)"
              .formatted(rate.currency(), rate.validFrom(), rate.rate()));
    }
    statement.execute(list("complex_topics", "topic", Business.COMPLEX_TOPICS));
    statement.execute(list("shares", "kpi", SHARES));
    statement.execute(list("high_value", "segment", Business.HIGH_VALUE_SEGMENTS));
    statement.execute(
        "CREATE TABLE windows AS SELECT %s AS repurchase, %s AS churn"
            .formatted(interval(Business.REPURCHASE_WINDOW), interval(Business.CHURN_WINDOW)));
  }

  private static String interval(Period window) {
    return "to_years(%d) + to_months(%d) + to_days(%d)"
        .formatted(window.getYears(), window.getMonths(), window.getDays());
  }

  private static void tell(Worth worth, Statement statement) throws SQLException {
    statement.execute(
        "CREATE TABLE worth AS SELECT %s AS is_computed, %s AS is_shared"
            .formatted(worth.isComputed(), worth.parts().isPresent()));
    statement.execute("CREATE TABLE predictions (customer_id VARCHAR, predicted DECIMAL(18, 2))");
    for (Map.Entry<String, BigDecimal> each : worth.predicted().entrySet()) {
      statement.execute(
          "INSERT INTO predictions VALUES ('%s', %s)"
              .formatted(each.getKey(), each.getValue().toPlainString()));
    }
    statement.execute(
        "CREATE TABLE told_parts (deal_id VARCHAR, agent_id VARCHAR, part DECIMAL(10, 9),"
            + " repurchase_revenue DECIMAL(18, 2), lifetime_value DECIMAL(18, 2))");
    for (Worth.Part each : worth.parts().orElse(List.of())) {
      statement.execute(
          "INSERT INTO told_parts VALUES ('%s', '%s', %s, %s, %s)"
              .formatted(
                  each.dealId(),
                  each.agentId(),
                  each.part(),
                  each.repurchaseRevenue(),
                  each.lifetimeValue()));
    }
  }

  private static String list(String table, String column, List<String> texts) {
    return "CREATE TABLE %s AS SELECT unnest([%s]) AS %s"
        .formatted(table, texts.stream().map("'%s'"::formatted).collect(joining(", ")), column);
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

  static String script(String name) throws IOException {
    try (InputStream stream = KpiOracle.class.getResourceAsStream("/oracle/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<KpiCell, KpiValue> values(Statement statement) throws SQLException {
    Map<KpiCell, KpiValue> values = new HashMap<>();
    try (ResultSet row = statement.executeQuery("SELECT * FROM kpis")) {
      while (row.next()) {
        values.put(cell(row), KpiValue.of(number(row, "numerator"), number(row, "denominator")));
      }
    }
    return values;
  }

  private static Map<KpiCell, KpiContext> besides(Statement statement) throws SQLException {
    Map<KpiCell, KpiContext> contexts = new HashMap<>();
    try (ResultSet row = statement.executeQuery("SELECT * FROM contexts")) {
      while (row.next()) {
        contexts.put(
            cell(row),
            new KpiContext(
                number(row, "sample_size"),
                number(row, "low"),
                number(row, "high"),
                row.getBoolean("is_complete"),
                number(row, "previous_value"),
                number(row, "year_ago_value")));
      }
    }
    return contexts;
  }

  private static KpiCell cell(ResultSet row) throws SQLException {
    return new KpiCell(
        row.getString("layer"),
        row.getString("entity_id"),
        row.getString("period"),
        row.getString("period_start"),
        row.getString("kpi"));
  }

  private static BigDecimal number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? null : BigDecimal.valueOf(number);
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

  /**
   * What is known of every cell.
   *
   * @param values of every KPI in which anything happened
   * @param contexts what stands beside them
   */
  public record Cells(Map<KpiCell, KpiValue> values, Map<KpiCell, KpiContext> contexts) {}

  /** What is asked of the finished tables. */
  interface Answer<T> {
    T from(Statement statement) throws SQLException, IOException;
  }
}
