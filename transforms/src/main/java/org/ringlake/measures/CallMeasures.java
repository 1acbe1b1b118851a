package org.ringlake.measures;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.minute;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Resolved;

/** What calls add, of whatever kind, whoever made them. */
final class CallMeasures implements MeasureSource {
  private static final int MINUTES_PER_HOUR = 60;
  private static final String FORBIDDEN_NO = "_do_not_call_no";

  @Override
  public String feed() {
    return Calls.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.DIALS,
        AgentDay.CONNECTED_CALLS,
        AgentDay.OUTBOUND_CONTACTS,
        AgentDay.CONTACTS,
        AgentDay.EFFECTIVE_CALLS,
        AgentDay.TALK_SECONDS,
        AgentDay.HOLD_SECONDS,
        AgentDay.WRAP_SECONDS,
        AgentDay.HANDLE_SECONDS,
        AgentDay.BOT_DIALS,
        AgentDay.BOT_CONTACTS,
        AgentDay.DIALS_TO_CUSTOMERS,
        AgentDay.ABANDONED_CALLS,
        AgentDay.LIVE_ANSWERS,
        AgentDay.OFF_HOURS_DIALS,
        AgentDay.DO_NOT_CALL_BREACHES);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column isContact = CallKind.isContact();
    Column talk = coalesce(col(Calls.TALK_SECONDS), lit(0));
    Column hold = coalesce(col(Calls.HOLD_SECONDS), lit(0));
    Column wrap = coalesce(col(Calls.WRAP_SECONDS), lit(0));
    Column isKnown = col(Resolved.CUSTOMER_NO).isNotNull();
    Column isForbidden = col(AgentDay.EVENT_DATE).geq(col(Customers.DO_NOT_CALL_FROM));
    return withDoNotCallDate(
            silver.calls().filter(days.contains(col(AgentDay.EVENT_DATE))), silver.customers())
        .select(
            col(Calls.CALL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.CAMPAIGN_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(CallKind.isDial()).as(AgentDay.DIALS),
            Additive.one(CallKind.isConnected()).as(AgentDay.CONNECTED_CALLS),
            Additive.one(CallKind.isOutboundContact()).as(AgentDay.OUTBOUND_CONTACTS),
            Additive.one(isContact).as(AgentDay.CONTACTS),
            Additive.one(isEffective(rules.calls())).as(AgentDay.EFFECTIVE_CALLS),
            Additive.where(isContact, talk).as(AgentDay.TALK_SECONDS),
            Additive.where(isContact, hold).as(AgentDay.HOLD_SECONDS),
            Additive.where(isContact, wrap).as(AgentDay.WRAP_SECONDS),
            Additive.where(isContact, talk.plus(hold).plus(wrap)).as(AgentDay.HANDLE_SECONDS),
            Additive.one(CallKind.isBotDial()).as(AgentDay.BOT_DIALS),
            Additive.one(CallKind.isBotContact()).as(AgentDay.BOT_CONTACTS),
            Additive.one(CallKind.isDial().and(isKnown)).as(AgentDay.DIALS_TO_CUSTOMERS),
            Additive.one(CallKind.isAbandoned()).as(AgentDay.ABANDONED_CALLS),
            Additive.one(CallKind.isLiveAnswer()).as(AgentDay.LIVE_ANSWERS),
            Additive.one(CallKind.isDial().and(isOffHours(rules.calls())))
                .as(AgentDay.OFF_HOURS_DIALS),
            Additive.one(CallKind.isDial().and(isForbidden)).as(AgentDay.DO_NOT_CALL_BREACHES));
  }

  /** Outside the hours in which customers may be dialled, by the clock of the session's zone. */
  static Column isOffHours(CallRules rules) {
    Column minute =
        hour(col(Calls.STARTED_AT)).multiply(MINUTES_PER_HOUR).plus(minute(col(Calls.STARTED_AT)));
    return minute.lt(rules.allowedFromMinute()).or(minute.geq(rules.allowedUntilMinute()));
  }

  /** Adds the day from which a call's customer must not be dialled; null: there is none. */
  private static Dataset<Row> withDoNotCallDate(Dataset<Row> calls, Dataset<Row> customers) {
    Dataset<Row> forbidden =
        customers
            .filter(col(Customers.DO_NOT_CALL_FROM).isNotNull())
            .select(col(Resolved.CUSTOMER_NO).as(FORBIDDEN_NO), col(Customers.DO_NOT_CALL_FROM));
    // left, many calls to at most one: a customer of the CRM has its own number
    return calls.join(
        broadcast(forbidden), col(Resolved.CUSTOMER_NO).equalTo(col(FORBIDDEN_NO)), "left");
  }

  /** A contact that was talked with for long enough; no talk time is none. */
  static Column isEffective(CallRules rules) {
    Column talk = coalesce(col(Calls.TALK_SECONDS), lit(0));
    return CallKind.isContact().and(talk.geq(rules.effectiveMinTalk().toSeconds()));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofForbidden =
        changes.of(Customers.NAME).stream()
            .map(rows -> rows.filter(col(Customers.DO_NOT_CALL_FROM).isNotNull()))
            .map(rows -> TouchedDays.asChanged(rows, Resolved.CUSTOMER_NO))
            .map(
                customers ->
                    TouchedDays.ofRelated(
                        customers,
                        silver.calls(),
                        TouchedDays.isSameCustomer(),
                        col(AgentDay.EVENT_DATE)));
    return Stream.concat(TouchedDays.ofRows(changes, feed()), ofForbidden);
  }
}
