package org.ringlake.jobs.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the call ingest is measured against: DuckDB reading the same CSV files as text, typing them,
 * keeping the newest version of each call and writing Parquet by month. It neither checks codes and
 * ranges, nor hashes phones, nor looks up agents, teams and customers, nor keeps what it refused.
 */
final class DuckDbIngest {
  private static final String LOAD =
      """
      COPY (
        SELECT *, strftime(started_at, '%%Y-%%m') AS month
        FROM (
          SELECT
            call_id,
            try_cast(started_at AS TIMESTAMPTZ) AS started_at,
            agent_id, extension, agent_kind, campaign_id, customer_id, phone, direction,
            disposition,
            try_cast(ring_seconds AS INTEGER) AS ring_seconds,
            try_cast(talk_seconds AS INTEGER) AS talk_seconds,
            try_cast(hold_seconds AS INTEGER) AS hold_seconds,
            try_cast(wrap_seconds AS INTEGER) AS wrap_seconds,
            try_cast(connect_delay_seconds AS INTEGER) AS connect_delay_seconds,
            outcome, topic,
            try_cast(updated_at AS TIMESTAMPTZ) AS updated_at
          FROM read_csv('%s', all_varchar = true, header = true, union_by_name = true,
            ignore_errors = true)
          WHERE call_id IS NOT NULL AND try_cast(started_at AS TIMESTAMPTZ) IS NOT NULL
        )
        QUALIFY row_number() OVER (PARTITION BY call_id ORDER BY updated_at DESC NULLS LAST) = 1
      ) TO '%s' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month))
      """;

  private final int threads;

  DuckDbIngest(int threads) {
    this.threads = threads;
  }

  /** Loads all files below a folder; the number of calls that came out. */
  long load(Path csv, Path parquet) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET TimeZone = 'Asia/Shanghai'");
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(LOAD.formatted(csv.resolve("**/*.csv"), parquet));
      String count = "SELECT count(*) FROM '%s'".formatted(parquet.resolve("**/*.parquet"));
      try (ResultSet rows = statement.executeQuery(count)) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
