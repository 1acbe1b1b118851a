package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Column;
import org.ringlake.staging.Calls;

/** What kind of call a row of {@link Calls} is. None of these columns is ever null. */
public final class CallKind {
  /** The longest silence after which an answered call does not count as abandoned. */
  private static final int MOST_CONNECT_DELAY_SECONDS = 2;

  private CallKind() {}

  /** By a person; an empty {@code agent_kind} is a person. */
  public static Column isHuman() {
    return coalesce(col(Calls.AGENT_KIND).notEqual(Calls.BOT), lit(true));
  }

  /** An empty {@code direction} is outbound. */
  public static Column isOutbound() {
    return coalesce(col(Calls.DIRECTION).notEqual(Calls.INBOUND), lit(true));
  }

  /** A live person was reached. */
  public static Column isAnswered() {
    return coalesce(col(Calls.DISPOSITION).equalTo(Calls.ANSWERED), lit(false));
  }

  /** An outbound attempt by a human agent, whatever came of it. */
  public static Column isDial() {
    return isHuman().and(isOutbound());
  }

  /** A dial that a person or a machine answered. */
  public static Column isConnected() {
    return isDial()
        .and(coalesce(col(Calls.DISPOSITION).isin(Calls.ANSWERED, Calls.VOICEMAIL), lit(false)));
  }

  /** A live person joined to a human agent, in either direction. */
  public static Column isContact() {
    return isHuman().and(isAnswered());
  }

  /** A contact that the agent called. */
  public static Column isOutboundContact() {
    return isDial().and(isAnswered());
  }

  /** A dial that a live person answered, whether or not an agent joined. */
  public static Column isLiveAnswer() {
    return isDial()
        .and(coalesce(col(Calls.DISPOSITION).isin(Calls.ANSWERED, Calls.ABANDONED), lit(false)));
  }

  /** A live answer that no agent joined, or too late. */
  public static Column isAbandoned() {
    Column isLate = col(Calls.CONNECT_DELAY_SECONDS).gt(MOST_CONNECT_DELAY_SECONDS);
    return isLiveAnswer()
        .and(
            coalesce(col(Calls.DISPOSITION).equalTo(Calls.ABANDONED), lit(false))
                .or(coalesce(isLate, lit(false))));
  }

  /** A human call in which the customer agreed to an appointment. */
  public static Column isAppointment() {
    return isHuman().and(coalesce(col(Calls.OUTCOME).equalTo(Calls.APPOINTMENT), lit(false)));
  }

  /** A human call in which the customer wanted to buy, or more. */
  public static Column isIntent() {
    return isHuman()
        .and(
            coalesce(
                col(Calls.OUTCOME).isin(Calls.INTENT, Calls.APPOINTMENT, Calls.SALE), lit(false)));
  }

  /** An outbound attempt by a bot. */
  public static Column isBotDial() {
    return not(isHuman()).and(isOutbound());
  }

  /** A bot's dial that a live person answered. */
  public static Column isBotContact() {
    return isBotDial().and(isAnswered());
  }
}
