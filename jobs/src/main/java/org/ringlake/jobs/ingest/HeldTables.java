package org.ringlake.jobs.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;

/**
 * Tables that every feed of a run looks into. Small ones are read once for each of their versions:
 * Delta takes longer to find a small table's files than to read them.
 */
final class HeldTables {
  /** On disk; some thousand persons or all agents. */
  private static final long HELD_BYTES = 512L << 10;

  private final Lake lake;
  private final Map<TableName, Held> held = new HashMap<>();

  HeldTables(Lake lake) {
    this.lake = lake;
  }

  private record Held(long version, Dataset<Row> rows) {}

  /** The rows of a table that exists, as they are now. */
  Dataset<Row> read(TableName table) {
    Dataset<Row> rows = lake.read(table);
    long version = lake.version(table).orElseThrow();
    Held known = held.get(table);
    if (known != null && known.version() == version) {
      return known.rows();
    }
    if (lake.bytes(table) > HELD_BYTES) {
      return rows;
    }
    Dataset<Row> local = lake.spark().createDataFrame(rows.collectAsList(), rows.schema());
    held.put(table, new Held(version, local));
    return local;
  }
}
