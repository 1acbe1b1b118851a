package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/**
 * The first contacts with a known customer on a topic, and whether they settled the matter.
 *
 * <p>Grain: one row per contact of some days with no other by whatever agent on the same customer
 * and topic (no topic is a topic of its own) sooner than the window before; of contacts that began
 * together the lowest call_id comes first. Only those whose window was over before the as-of day.
 * Key: call_id. Columns: those of {@link Calls} that measures need, and {@link #IS_RESOLVED}: no
 * other contact began sooner than the window after. The window is elapsed time: seven days are 168
 * hours, also where clocks change; its end is no part of it, so that one which ends at midnight is
 * over with the day before.
 */
public final class FirstContacts {
  public static final String IS_RESOLVED = "is_resolved";

  private static final String BEFORE = "_micros_before";
  private static final String AFTER = "_micros_after";

  private FirstContacts() {}

  public static Dataset<Row> from(Dataset<Row> calls, Duration window, CountedDays days) {
    long micros = TimeUnit.SECONDS.toMicros(window.toSeconds());
    Column start = unix_micros(col(Calls.STARTED_AT));
    Column lastDay = to_date(timestamp_micros(start.plus(micros - 1)));
    WindowSpec matter =
        Window.partitionBy(Resolved.CUSTOMER_NO, Calls.TOPIC)
            .orderBy(Calls.STARTED_AT, Calls.CALL_ID);
    return contacts(calls, days.widened(window, window))
        .withColumn(BEFORE, start.minus(lag(start, 1).over(matter)))
        .withColumn(AFTER, lead(start, 1).over(matter).minus(start))
        .filter(days.contains(col(Resolved.EVENT_DATE)))
        .filter(lastDay.lt(lit(days.asOf())))
        .filter(isNone(BEFORE, micros))
        .withColumn(IS_RESOLVED, isNone(AFTER, micros))
        .drop(BEFORE, AFTER);
  }

  private static Dataset<Row> contacts(Dataset<Row> calls, CountedDays days) {
    return calls
        .filter(days.contains(col(Resolved.EVENT_DATE)))
        .filter(CallKind.isContact().and(col(Resolved.CUSTOMER_NO).isNotNull()))
        .select(
            Resolved.CUSTOMER_NO,
            Calls.TOPIC,
            Calls.STARTED_AT,
            Calls.CALL_ID,
            Resolved.AGENT_ID,
            Resolved.TEAM_ID,
            Calls.CAMPAIGN_ID,
            Resolved.EVENT_DATE);
  }

  private static Column isNone(String distance, long micros) {
    return coalesce(col(distance).geq(micros), lit(true));
  }
}
