package org.ringlake.jobs.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

/**
 * Tables that every feed of a run looks into. Small ones are read once for each of their versions.
 */
final class HeldTables {
  /** Some thousand persons or all agents. */
  private static final int HELD = 10_000;

  private final Lake lake;
  private final Map<TableName, Held> held = new HashMap<>();

  HeldTables(Lake lake) {
    this.lake = lake;
  }

  /** A version of a table; without rows where they are too many. */
  private record Held(long version, Optional<Dataset<Row>> rows) {}

  /** The rows of a table that exists, as they are now. */
  Dataset<Row> read(TableName table) {
    long version = lake.version(table).orElseThrow();
    Held known = held.get(table);
    if (known == null || known.version() != version) {
      known = new Held(version, lake.held(table, HELD));
      held.put(table, known);
    }
    return known.rows().orElseGet(() -> lake.read(table));
  }

  /**
   * Adds local rows to a table.
   *
   * @param rows with the table's columns
   */
  void append(TableName table, Dataset<Row> rows) {
    boolean isNew = !lake.exists(table);
    Held before = held.get(table);
    lake.append(table, LocalRows.together(rows), TableLayout.PLAIN);
    long version = lake.version(table).orElseThrow();
    if (isNew) {
      held.put(table, new Held(version, Optional.of(rows)));
    } else if (before != null && before.version() == version - 1) {
      held.put(table, new Held(version, before.rows().map(known -> LocalRows.both(known, rows))));
    }
  }
}
