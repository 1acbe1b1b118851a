package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Shifts;

/** The day that counts as today where nobody names one. */
public final class AsOf {
  public static final String AS_OF = "as_of";

  private static final String ORDER = "_order";

  private AsOf() {}

  /**
   * One row with {@code as_of}: the day of the newest call; where there are no calls, of the newest
   * closed deal, then attended shift, then survey; null where nothing ever happened.
   */
  public static Dataset<Row> newest(
      Dataset<Row> calls, Dataset<Row> closedDeals, Dataset<Row> shifts, Dataset<Row> surveys) {
    Column inOrder = struct(col(ORDER), col(AS_OF));
    // planned shifts may lie ahead
    Dataset<Row> attended = shifts.filter(col(Shifts.LOGGED_IN_SECONDS).gt(0));
    return newest(calls, 0)
        .union(newest(closedDeals, 1))
        .union(newest(attended, 2))
        .union(newest(surveys, 3))
        .agg(min(when(col(AS_OF).isNotNull(), inOrder)).getField(AS_OF).as(AS_OF));
  }

  private static Dataset<Row> newest(Dataset<Row> events, int order) {
    return events
        .agg(max(col(Resolved.EVENT_DATE)).as(AS_OF))
        .select(lit(order).as(ORDER), col(AS_OF));
  }
}
