package org.ringlake.jobs.world;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The calls: of everybody, of loyal customers, at the edges of rules, and the newest one. */
final class CallFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final People people;
  private final boolean isAgentAlwaysKnown;
  private final List<String> humanCalls = new ArrayList<>();
  private final List<String> plainCalls = new ArrayList<>();

  /**
   * @param isAgentAlwaysKnown whether every call of a human has an agent of the roster
   */
  CallFeed(Materials materials, boolean isAgentAlwaysKnown) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.people = materials.people();
    this.isAgentAlwaysKnown = isAgentAlwaysKnown;
  }

  /** Ids of calls by humans; some are deleted or moved by their newest version. */
  List<String> humanCalls() {
    return humanCalls;
  }

  /** Ids of calls of one version, by an agent of the roster with a loyal customer. */
  List<String> plainCalls() {
    return plainCalls;
  }

  /**
   * The files.
   *
   * @param count of the calls of everybody
   * @param others calls that are made elsewhere
   */
  List<RawFile> files(int count, List<RawRow> others) {
    List<RawRow> rows = new ArrayList<>();
    rows.add(newestCall());
    for (int i = 0; i < count; i++) {
      rows.addAll(call("call-" + i));
    }
    for (int i = 0; i < 40; i++) {
      RawRow call = callOfLoyalCustomer("loyal-" + i);
      plainCalls.add(call.text("call_id"));
      rows.add(call);
    }
    rows.addAll(others);
    rows.addAll(
        materials
            .bad()
            .of(
                "calls",
                "call_id",
                List.copyOf(rows),
                "call_id",
                "",
                "started_at",
                "",
                "started_at",
                "2025-02-30T10:00:00",
                "started_at",
                "2025-01-07T25:00:00+08:00",
                "started_at",
                "2099-01-01T09:00:00+08:00",
                "started_at",
                "yesterday",
                "disposition",
                "",
                "disposition",
                "maybe",
                "direction",
                "sideways",
                "agent_kind",
                "robot",
                "outcome",
                "bliss",
                "talk_seconds",
                "-5",
                "talk_seconds",
                "90000",
                "talk_seconds",
                "abc",
                "ring_seconds",
                "12.5",
                "updated_at",
                "2025-02-29",
                "is_deleted",
                "perhaps"));
    return materials.files(
        "calls", rows, List.of("call_id", "started_at", "disposition"), dice.between(3, 4));
  }

  /** Nothing else touches it, so it decides the as-of date. */
  private RawRow newestCall() {
    return RawRow.of(
        "call_id",
        "newest",
        "started_at",
        clock.text(clock.at(clock.last(), LocalTime.NOON)),
        "agent_id",
        people.agents().get(0),
        "disposition",
        "no_answer");
  }

  private List<RawRow> call(String id) {
    Clock.Style style = clock.style();
    Instant start = clock.newMoment();
    boolean isBot = dice.chance(0.1);
    boolean isInbound = dice.chance(0.12);
    RawRow row =
        withCustomer(withAgent(RawRow.of("call_id", id), isBot))
            .with("started_at", clock.text(start, style))
            .with("agent_kind", isBot ? "bot" : dice.maybe(0.5, "human"))
            .with("direction", isInbound ? "inbound" : dice.maybe(0.5, "outbound"))
            .with("disposition", isBot && isInbound ? "no_answer" : disposition())
            .with("campaign_id", dice.maybe(0.6, dice.of("spring", "renewals")))
            .with("ring_seconds", dice.maybe(0.8, dice.number(0, 40)))
            .with("talk_seconds", dice.maybe(0.9, talk()))
            .with("hold_seconds", dice.maybe(0.3, dice.number(0, 60)))
            .with("wrap_seconds", dice.maybe(0.6, dice.number(0, 90)))
            .with("connect_delay_seconds", dice.maybe(0.5, dice.number(0, 4)))
            .with(
                "outcome",
                dice.maybe(0.2, dice.of("intent", "appointment", "sale", "refused", "none")))
            .with("topic", dice.maybe(0.3, dice.of("price, terms", "say \"hello\"", "账单")));
    if (!isBot) {
      humanCalls.add(id);
    }
    return materials.versions().of(padded(row), callChanges(row, style));
  }

  /** Spaces around a value mean nothing. */
  private RawRow padded(RawRow row) {
    return row.has("campaign_id") && dice.chance(0.2)
        ? row.with("campaign_id", " " + row.text("campaign_id") + "  ")
        : row;
  }

  private RawRow withAgent(RawRow row, boolean isBot) {
    if (isBot) {
      return row.with("agent_id", dice.of("", "BOT1", dice.of(people.agents())));
    }
    if (isAgentAlwaysKnown || dice.chance(0.7)) {
      return row.with("agent_id", dice.of(people.agents()));
    }
    return switch (dice.between(0, 3)) {
      case 0 -> row;
      case 1 -> row.with("agent_id", People.GHOST);
      default -> row.with("extension", people.extensionOf(dice.between(0, people.agents().size())));
    };
  }

  private RawRow withCustomer(RawRow row) {
    return switch (dice.between(0, 9)) {
      case 0 -> row;
      case 1 -> row.with("customer_id", "C" + dice.between(900, 905));
      case 2 ->
          row.with("customer_id", dice.of(people.customers()))
              .with("phone", materials.phones().text(people.anyNumber()));
      case 3, 4, 5 -> row.with("customer_id", dice.of(people.customers()));
      default -> row.with("phone", materials.phones().text(people.anyNumber()));
    };
  }

  private String disposition() {
    return dice.chance(0.35)
        ? "answered"
        : dice.of("voicemail", "no_answer", "no_answer", "busy", "failed", "abandoned");
  }

  private String talk() {
    return dice.chance(0.3) ? dice.of("0", "29", "30", "31") : dice.number(0, 600);
  }

  private List<UnaryOperator<RawRow>> callChanges(RawRow row, Clock.Style style) {
    List<UnaryOperator<RawRow>> changes = new ArrayList<>();
    if (!row.text("disposition").equals("no_answer")) {
      changes.add(version -> version.with("disposition", disposition()));
    }
    changes.add(version -> version.with("talk_seconds", dice.of("9", "10", "100")));
    changes.add(version -> version.with("started_at", clock.text(clock.newMoment(), style)));
    if (row.has("agent_id")) {
      changes.add(version -> version.with("agent_id", dice.of(people.agents())));
    }
    if (row.has("customer_id") && !row.has("phone")) {
      changes.add(version -> version.with("customer_id", dice.of(people.customers())));
    }
    return changes;
  }

  private RawRow callOfLoyalCustomer(String id) {
    String customer = dice.of(people.loyalCustomers());
    RawRow row =
        RawRow.of(
            "call_id", id,
            "started_at", clock.text(clock.newMoment()),
            "agent_id", dice.of(people.agents()),
            "direction", dice.of("", "inbound"),
            "disposition", dice.of("answered", "answered", "voicemail"),
            "talk_seconds", dice.number(5, 300));
    return dice.chance(0.5)
        ? row.with("customer_id", customer)
        : row.with("phone", materials.phones().text(people.loyalNumber(customer)));
  }
}
