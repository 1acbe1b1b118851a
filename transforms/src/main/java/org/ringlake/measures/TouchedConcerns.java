package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.Roster;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/** The days of surveys or complaints that may concern another agent than last time. */
final class TouchedConcerns {
  private TouchedConcerns() {}

  /**
   * As {@link MeasureSource#touched}.
   *
   * @param rows of the feed; those that name no agent look for their call, or the latest contact
   */
  static Stream<Dataset<Row>> of(SilverChanges changes, String feed, Dataset<Row> rows) {
    Dataset<Row> looking = rows.filter(col(Roster.GIVEN_AGENT_ID).isNull());
    Stream<Dataset<Row>> ofCalls =
        changes.of(Calls.NAME).stream()
            .map(calls -> TouchedDays.asChanged(calls, Calls.CALL_ID))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed,
                        looking,
                        col(Calls.CALL_ID).equalTo(TouchedDays.changed(Calls.CALL_ID)),
                        col(AgentDay.EVENT_DATE)));
    Stream<Dataset<Row>> ofContacts =
        changes.of(Calls.NAME).stream()
            .map(calls -> calls.filter(CallKind.isContact()))
            .map(contacts -> TouchedDays.asChanged(contacts, Resolved.CUSTOMER_NO))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed, looking, TouchedDays.isSameCustomer(), col(AgentDay.EVENT_DATE)));
    return Stream.of(
            TouchedDays.ofRows(changes, feed),
            ofCalls,
            ofContacts,
            TouchedDays.sinceValid(changes, Agents.NAME, looking, col(AgentDay.EVENT_DATE)))
        .flatMap(days -> days);
  }
}
