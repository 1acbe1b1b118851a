package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.staging.Resolved;

/** The day that counts as today where nobody names one. */
public final class AsOf {
  public static final String AS_OF = "as_of";

  private AsOf() {}

  /**
   * One row with {@code as_of}: the day of the newest call; where there are no calls, of the newest
   * closed deal, then shift, then survey; null where nothing ever happened.
   */
  public static Dataset<Row> newest(
      Dataset<Row> calls, Dataset<Row> closedDeals, Dataset<Row> shifts, Dataset<Row> surveys) {
    String[] names = {"_calls", "_deals", "_shifts", "_surveys"};
    Column[] inOrder = Stream.of(names).map(functions::col).toArray(Column[]::new);
    // cross, one to one: aggregates without keys
    return newest(calls, names[0])
        .crossJoin(newest(closedDeals, names[1]))
        .crossJoin(newest(shifts, names[2]))
        .crossJoin(newest(surveys, names[3]))
        .select(coalesce(inOrder).as(AS_OF));
  }

  private static Dataset<Row> newest(Dataset<Row> events, String name) {
    return events.agg(max(col(Resolved.EVENT_DATE)).as(name));
  }
}
