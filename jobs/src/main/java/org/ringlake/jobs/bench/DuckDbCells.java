package org.ringlake.jobs.bench;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;

/**
 * What the KPI build is measured against: DuckDB computing what calls give to every cell, from the
 * Parquet files of silver. It sums to agent days and these to cells; it reduces the calls to a row
 * per agent, day and customer, and counts the distinct customers of each layer and period from
 * those. Of the ways tried this was the fastest in plain SQL, before {@code count(DISTINCT …)} over
 * calls or over these rows, and before merging longer periods and higher layers from lower ones;
 * enumerations in place of names save it another tenth.
 */
final class DuckDbCells {
  /** What is computed of each cell, in the order of the columns. */
  static final List<String> MEASURES =
      List.of(
          AgentDay.DIALS,
          AgentDay.CONNECTED_CALLS,
          AgentDay.OUTBOUND_CONTACTS,
          AgentDay.CONTACTS,
          AgentDay.EFFECTIVE_CALLS,
          AgentDay.TALK_SECONDS,
          AgentDay.HANDLE_SECONDS,
          AgentDayCustomers.DIALLED,
          AgentDayCustomers.CONTACTED_OUTBOUND,
          AgentDayCustomers.CONTACTED);

  private static final Map<Layer, String> ENTITIES =
      Map.of(
          Layer.AGENT, "agent_id",
          Layer.TEAM, "team_id",
          Layer.SITE, "site",
          Layer.ENTERPRISE, "'" + Cell.ALL + "'");

  private static final String CALLS =
      """
      CREATE TEMP VIEW calls AS
      SELECT
        coalesce(agent_id, 'unknown') AS agent_id,
        coalesce(call.team_id, 'unknown') AS team_id,
        coalesce(team.site, 'unknown') AS site,
        event_date,
        _customer_no AS customer,
        coalesce(agent_kind, 'human') <> 'bot' AS is_human,
        is_human AND coalesce(direction, 'outbound') <> 'inbound' AS is_dial,
        is_dial AND disposition IN ('answered', 'voicemail') AS is_connected,
        is_human AND disposition = 'answered' AS is_contact,
        is_dial AND is_contact AS is_outbound_contact,
        coalesce(talk_seconds, 0) AS talk,
        talk + coalesce(hold_seconds, 0) + coalesce(wrap_seconds, 0) AS handle
      FROM %s AS call
      LEFT JOIN (SELECT team_id, site FROM %s) AS team ON team.team_id = call.team_id
      """;

  private static final String AGENT_DAYS =
      """
      CREATE TEMP TABLE agent_days AS
      SELECT
        agent_id, team_id, site, event_date,
        count(*) FILTER (is_dial) AS dials,
        count(*) FILTER (is_connected) AS connected_calls,
        count(*) FILTER (is_outbound_contact) AS outbound_contacts,
        count(*) FILTER (is_contact) AS contacts,
        count(*) FILTER (is_contact AND talk >= %d) AS effective_calls,
        coalesce(sum(talk) FILTER (is_contact), 0) AS talk_seconds,
        coalesce(sum(handle) FILTER (is_contact), 0) AS handle_seconds
      FROM calls
      GROUP BY ALL
      """;

  private static final String SUMS =
      """
      SELECT
        '%s' AS layer, %s AS entity_id, '%s' AS period,
        date_trunc('%3$s', event_date)::DATE AS period_start,
        sum(dials) AS dials,
        sum(connected_calls) AS connected_calls,
        sum(outbound_contacts) AS outbound_contacts,
        sum(contacts) AS contacts,
        sum(effective_calls) AS effective_calls,
        sum(talk_seconds) AS talk_seconds,
        sum(handle_seconds) AS handle_seconds
      FROM agent_days
      GROUP BY ALL
      """;

  private static final String AGENT_DAY_CUSTOMERS =
      """
      CREATE TEMP TABLE agent_day_customers AS
      SELECT
        agent_id, team_id, site, event_date, customer,
        bool_or(is_dial) AS is_dialled,
        bool_or(is_outbound_contact) AS is_contacted_outbound,
        bool_or(is_contact) AS is_contacted
      FROM calls
      WHERE customer IS NOT NULL AND (is_dial OR is_contact)
      GROUP BY ALL
      """;

  private static final String COUNTS =
      """
      SELECT
        layer, entity_id, period, period_start,
        count(*) FILTER (is_dialled) AS customers_dialled,
        count(*) FILTER (is_contacted_outbound) AS customers_contacted_outbound,
        count(*) FILTER (is_contacted) AS customers_contacted
      FROM (
        SELECT
          '%s' AS layer, %s AS entity_id, '%s' AS period,
          date_trunc('%3$s', event_date)::DATE AS period_start, customer,
          bool_or(is_dialled) AS is_dialled,
          bool_or(is_contacted_outbound) AS is_contacted_outbound,
          bool_or(is_contacted) AS is_contacted
        FROM agent_day_customers
        GROUP BY ALL
      )
      GROUP BY ALL
      """;

  private static final String WRITE =
      """
      COPY (
        SELECT layer, entity_id, period, period_start, %s
        FROM sums LEFT JOIN counts USING (layer, entity_id, period, period_start)
      ) TO '%s' (FORMAT parquet, COMPRESSION zstd)
      """;

  private final int threads;
  private final long effectiveSeconds;

  /** By the rules of a configuration. */
  static DuckDbCells of(Configuration configuration, int threads) {
    return new DuckDbCells(
        threads, configuration.ringlake().calls().effectiveMinTalk().toSeconds());
  }

  private DuckDbCells(int threads, long effectiveSeconds) {
    this.threads = threads;
    this.effectiveSeconds = effectiveSeconds;
  }

  /**
   * Computes the cells and writes them.
   *
   * @param calls the files of {@code silver.calls}
   * @param teams those of {@code silver.teams}, each team in one row
   * @param cells the Parquet file to write: {@link Cell#KEY} and {@link #MEASURES}
   * @return how long the parts took
   */
  Map<String, Stopwatch.Time> compute(List<String> calls, List<String> teams, Path cells)
      throws SQLException {
    Map<String, Stopwatch.Time> times = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("SET temp_directory = '%s'".formatted(cells.resolveSibling("spilled")));
      statement.execute(CALLS.formatted(parquet(calls), parquet(teams)));
      Stopwatch sums = new Stopwatch();
      statement.execute(AGENT_DAYS.formatted(effectiveSeconds));
      statement.execute("CREATE TEMP TABLE sums AS " + String.join(" UNION ALL ", ofCells(SUMS)));
      times.put("DuckDB: sums", sums.stop());
      Stopwatch counts = new Stopwatch();
      statement.execute(AGENT_DAY_CUSTOMERS);
      // one after the other: all at once would hold all their hash tables at once
      String make = "CREATE TEMP TABLE counts AS ";
      for (String sql : ofCells(COUNTS)) {
        statement.execute(make + sql);
        make = "INSERT INTO counts ";
      }
      times.put("DuckDB: distinct customers", counts.stop());
      Stopwatch write = new Stopwatch();
      statement.execute(WRITE.formatted(columns(), cells));
      times.put("DuckDB: Parquet", write.stop());
    }
    return times;
  }

  /** A query for each layer and period. */
  private static List<String> ofCells(String sql) {
    List<String> queries = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      for (Period period : Period.values()) {
        queries.add(sql.formatted(layer.code(), ENTITIES.get(layer), period.code()));
      }
    }
    return queries;
  }

  /** A cell without customers is in no row of the counts; sums of BIGINT are wider ones. */
  private static String columns() {
    return MEASURES.stream()
        .map(measure -> "coalesce(%s, 0)::BIGINT AS %1$s".formatted(measure))
        .collect(joining(", "));
  }

  private static String parquet(List<String> files) {
    return files.stream()
        .map(file -> "'%s'".formatted(Path.of(URI.create(file))))
        .collect(joining(", ", "read_parquet([", "], hive_partitioning = false)"));
  }
}
