package org.ringlake.staging;

/**
 * One row per call, outbound or inbound, answered or not. Key: call_id. Times are instants;
 * durations are whole seconds. Beside these it has the columns of {@link Resolved}.
 */
public final class Calls {
  public static final String NAME = "calls";

  public static final String CALL_ID = "call_id";
  public static final String STARTED_AT = "started_at";
  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String EXTENSION = "extension";
  public static final String AGENT_KIND = "agent_kind"; // null: human
  public static final String CAMPAIGN_ID = "campaign_id";
  public static final String CUSTOMER_ID = Resolved.CUSTOMER_ID;
  public static final String DIRECTION = "direction"; // null: outbound
  public static final String DISPOSITION = "disposition";
  public static final String RING_SECONDS = "ring_seconds";
  public static final String TALK_SECONDS = "talk_seconds";
  public static final String HOLD_SECONDS = "hold_seconds";
  public static final String WRAP_SECONDS = "wrap_seconds";
  public static final String CONNECT_DELAY_SECONDS = "connect_delay_seconds";
  public static final String OUTCOME = "outcome";
  public static final String TOPIC = "topic";
  public static final String TRANSCRIPT = "transcript";

  /** Codes of {@link #AGENT_KIND}. */
  public static final String HUMAN = "human";

  public static final String BOT = "bot";

  /** Codes of {@link #DIRECTION}. */
  public static final String OUTBOUND = "outbound";

  public static final String INBOUND = "inbound";

  /** Codes of {@link #DISPOSITION}. */
  public static final String ANSWERED = "answered";

  public static final String VOICEMAIL = "voicemail";
  public static final String NO_ANSWER = "no_answer";
  public static final String BUSY = "busy";
  public static final String FAILED = "failed";
  public static final String ABANDONED = "abandoned";

  /** Codes of {@link #OUTCOME}. */
  public static final String INTENT = "intent";

  public static final String APPOINTMENT = "appointment";
  public static final String SALE = "sale";

  private Calls() {}
}
