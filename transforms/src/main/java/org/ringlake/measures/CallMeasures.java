package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;

/** What calls add, of whatever kind, whoever made them. */
final class CallMeasures implements MeasureSource {
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
        AgentDay.BOT_CONTACTS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column isContact = CallKind.isContact();
    Column talk = coalesce(col(Calls.TALK_SECONDS), lit(0));
    Column hold = coalesce(col(Calls.HOLD_SECONDS), lit(0));
    Column wrap = coalesce(col(Calls.WRAP_SECONDS), lit(0));
    return silver
        .calls()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
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
            Additive.one(CallKind.isBotContact()).as(AgentDay.BOT_CONTACTS));
  }

  /** A contact that was talked with for long enough; no talk time is none. */
  static Column isEffective(CallRules rules) {
    Column talk = coalesce(col(Calls.TALK_SECONDS), lit(0));
    return CallKind.isContact().and(talk.geq(rules.effectiveMinTalk().toSeconds()));
  }
}
