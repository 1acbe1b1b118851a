package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallKind;
import org.ringlake.staging.Calls;

/**
 * What calls add to an agent's day.
 *
 * <p>Grain: one row per agent, team, campaign and day with a call, of whatever kind; the first
 * three may be null. Units: counts and whole seconds. Source: {@link Calls}.
 */
final class CallMeasures {
  private CallMeasures() {}

  static Dataset<Row> from(Dataset<Row> calls, CallRules rules) {
    Column isContact = CallKind.isContact();
    Column talk = coalesce(col(Calls.TALK_SECONDS), lit(0));
    Column hold = coalesce(col(Calls.HOLD_SECONDS), lit(0));
    Column wrap = coalesce(col(Calls.WRAP_SECONDS), lit(0));
    return calls
        .groupBy(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.CAMPAIGN_ID, AgentDay.EVENT_DATE)
        .agg(
            count_if(CallKind.isDial()).as(AgentDay.DIALS),
            count_if(CallKind.isConnected()).as(AgentDay.CONNECTED_CALLS),
            count_if(CallKind.isOutboundContact()).as(AgentDay.OUTBOUND_CONTACTS),
            count_if(isContact).as(AgentDay.CONTACTS),
            count_if(isEffective(rules)).as(AgentDay.EFFECTIVE_CALLS),
            Additive.total(when(isContact, talk)).as(AgentDay.TALK_SECONDS),
            Additive.total(when(isContact, hold)).as(AgentDay.HOLD_SECONDS),
            Additive.total(when(isContact, wrap)).as(AgentDay.WRAP_SECONDS),
            Additive.total(when(isContact, talk.plus(hold).plus(wrap))).as(AgentDay.HANDLE_SECONDS),
            count_if(CallKind.isBotDial()).as(AgentDay.BOT_DIALS),
            count_if(CallKind.isBotContact()).as(AgentDay.BOT_CONTACTS));
  }

  /** A contact that was talked with for long enough; no talk time is none. */
  static Column isEffective(CallRules rules) {
    Column talk = coalesce(col(Calls.TALK_SECONDS), lit(0));
    return CallKind.isContact().and(talk.geq(rules.effectiveMinTalk().toSeconds()));
  }
}
