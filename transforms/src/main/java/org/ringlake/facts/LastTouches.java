package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * The won deals of some days with the agent who touched them last.
 *
 * <p>Grain: one row per won deal. Key: deal_id. {@code agent_id} is that of the latest contact with
 * the customer in the look-back (closing − look-back &lt; start ≤ closing, elapsed time; of two
 * that began together the greater call_id), in its team of the closing day; where there was no such
 * contact it is the owner, in the deal's own team. Null where the roster does not know the
 * contact's or the owner's agent. Source: {@link Deals}, {@link Calls}, {@link Agents}.
 */
public final class LastTouches {
  private static final String OWNERS_TEAM = "_owners_team_id";

  private LastTouches() {}

  public static Dataset<Row> from(SilverFeeds silver, Duration lookback, CountedDays days) {
    Dataset<Row> won =
        ClosedDeals.onlyWon(silver.deals()).filter(days.contains(col(Resolved.EVENT_DATE)));
    CountedDays touchDays = days.widened(lookback, Duration.ZERO);
    Dataset<Row> calls = silver.calls().filter(touchDays.contains(col(Resolved.EVENT_DATE)));
    Column isTouched = col(LatestContacts.LATEST).isNotNull();
    Dataset<Row> touched =
        LatestContacts.withLatest(won, Deals.DEAL_ID, Deals.CLOSED_AT, calls, isTouch(lookback))
            .withColumn(OWNERS_TEAM, col(Resolved.TEAM_ID))
            .withColumn(
                Resolved.AGENT_ID,
                when(isTouched, LatestContacts.AGENT).otherwise(col(Resolved.AGENT_ID)));
    return Validity.withValue(touched, silver.agents(), Agents.AGENT_ID, Agents.TEAM_ID)
        .withColumn(
            Resolved.TEAM_ID, when(isTouched, col(Resolved.TEAM_ID)).otherwise(col(OWNERS_TEAM)))
        .drop(OWNERS_TEAM, LatestContacts.LATEST);
  }

  private static Column isTouch(Duration lookback) {
    Column started = unix_micros(col(Calls.STARTED_AT));
    Column closed = unix_micros(col(LatestContacts.ASKED_AT));
    return started
        .leq(closed)
        .and(started.gt(closed.minus(TimeUnit.SECONDS.toMicros(lookback.toSeconds()))));
  }
}
