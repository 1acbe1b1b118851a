package org.ringlake.jobs.world;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes up a {@link World}: five months over a new year, few people, and everything that can go
 * wrong on the way to a number. Where the documents leave a choice, it does not go.
 */
public final class WorldBuilder {
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 11, 11);
  private static final LocalDate LAST_DAY = LocalDate.of(2025, 4, 6);

  private final long seed;
  private ZoneId zone = ZoneId.of("Asia/Shanghai");
  private boolean hasRoster = true;
  private boolean hasShifts = true;
  private int calls;

  private Dice dice;
  private Clock clock;
  private Phones phones;
  private People people;
  private Versions versions;
  private List<RawRow> plainCalls;

  public WorldBuilder(long seed) {
    this.seed = seed;
    this.calls = 300 + (int) (Math.floorMod(seed, 7) * 100);
  }

  /** The business zone, for one with daylight saving say. */
  public WorldBuilder in(ZoneId businessZone) {
    this.zone = businessZone;
    return this;
  }

  /** No agents feed: the ids of calls and deals stand as they are. */
  public WorldBuilder withoutRoster() {
    this.hasRoster = false;
    return this;
  }

  /** No shifts feed: a day with a call is a day attended. */
  public WorldBuilder withoutShifts() {
    this.hasShifts = false;
    return this;
  }

  public WorldBuilder calls(int count) {
    this.calls = count;
    return this;
  }

  /** The world of these choices, always the same. */
  public World build() {
    dice = new Dice(seed);
    clock = new Clock(dice, zone, FIRST_DAY, LAST_DAY);
    phones = new Phones(dice);
    people = new People(dice, clock, phones);
    versions = new Versions(dice, clock);
    plainCalls = new ArrayList<>();
    BadRows bad = new BadRows(dice);
    List<RawFile> files = new ArrayList<>();
    files.addAll(callFiles(bad));
    files.addAll(dealFiles(bad));
    files.addAll(surveyFiles(bad));
    files.addAll(customerFiles(bad));
    files.addAll(teamFiles(bad));
    if (hasRoster) {
      files.addAll(agentFiles(bad));
    }
    if (hasShifts) {
      files.addAll(shiftFiles(bad));
    }
    return new World(seed, zone, List.copyOf(files), bad.rejections(), phones.all());
  }

  private List<RawFile> callFiles(BadRows bad) {
    List<RawRow> rows = new ArrayList<>();
    rows.add(newestCall());
    for (int i = 0; i < calls; i++) {
      rows.addAll(call("call-" + i));
    }
    for (int i = 0; i < 40; i++) {
      RawRow call = callOfLoyalCustomer("loyal-" + i);
      plainCalls.add(call);
      rows.add(call);
    }
    rows.addAll(
        bad.of(
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
    return new CsvFiles(dice)
        .of("calls", rows, List.of("call_id", "started_at", "disposition"), dice.between(3, 4));
  }

  /** Nothing else touches it, so it decides the as-of date. */
  private RawRow newestCall() {
    return RawRow.of(
        "call_id",
        "newest",
        "started_at",
        clock.text(clock.at(LAST_DAY, LocalTime.NOON)),
        "agent_id",
        people.agents().get(0),
        "disposition",
        "no_answer");
  }

  private List<RawRow> call(String id) {
    Clock.Style style = clock.style();
    Instant start = clock.newMoment();
    boolean isBot = dice.chance(0.1);
    RawRow row =
        withCustomer(withAgent(RawRow.of("call_id", id), start, isBot))
            .with("started_at", clock.text(start, style))
            .with("agent_kind", isBot ? "bot" : dice.maybe(0.5, "human"))
            .with("direction", dice.chance(0.12) ? "inbound" : dice.maybe(0.5, "outbound"))
            .with("disposition", disposition())
            .with("campaign_id", dice.maybe(0.6, dice.of("spring", "renewals")))
            .with("ring_seconds", dice.maybe(0.8, dice.number(0, 40)))
            .with("talk_seconds", dice.maybe(0.9, talk()))
            .with("hold_seconds", dice.maybe(0.3, dice.number(0, 60)))
            .with("wrap_seconds", dice.maybe(0.6, dice.number(0, 90)))
            .with("connect_delay_seconds", dice.maybe(0.5, dice.number(0, 4)))
            .with("outcome", dice.maybe(0.2, dice.of("intent", "sale", "none")))
            .with("topic", dice.maybe(0.3, dice.of("price, terms", "say \"hello\"", "账单")));
    return versions.of(padded(row), callChanges(row, style));
  }

  /** Spaces around a value mean nothing. */
  private RawRow padded(RawRow row) {
    return row.has("campaign_id") && dice.chance(0.2)
        ? row.with("campaign_id", " " + row.text("campaign_id") + "  ")
        : row;
  }

  private RawRow withAgent(RawRow row, Instant start, boolean isBot) {
    if (isBot) {
      return row.with("agent_id", dice.of("", "BOT1", dice.of(people.agents())));
    }
    if (!hasShifts || dice.chance(0.7)) {
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
              .with("phone", phones.text(people.anyNumber()));
      case 3, 4, 5 -> row.with("customer_id", dice.of(people.customers()));
      default -> row.with("phone", phones.text(people.anyNumber()));
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
    changes.add(version -> version.with("disposition", disposition()));
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
        : row.with("phone", phones.text(people.loyalNumber(customer)));
  }

  private List<RawFile> dealFiles(BadRows bad) {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      rows.addAll(deal("deal-" + i));
    }
    List<RawRow> won = rows.stream().filter(row -> row.text("status").equals("won")).toList();
    rows.addAll(
        bad.of(
            "deals",
            "deal_id",
            won,
            "deal_id",
            "",
            "status",
            "",
            "status",
            "maybe",
            "amount",
            "12,50",
            "amount",
            "much",
            "units",
            "two",
            "currency",
            "XTS",
            "closed_at",
            "",
            "closed_at",
            "2024-11-31",
            "is_deleted",
            "soon"));
    return new CsvFiles(dice).of("deals", rows, List.of("deal_id", "status"), dice.between(1, 2));
  }

  private List<RawRow> deal(String id) {
    String status = dice.of("won", "won", "lost", "open");
    RawRow row =
        RawRow.of(
            "deal_id", id,
            "status", status,
            "customer_id",
                dice.maybe(0.9, dice.of(dice.of(people.customers()), dice.of("S1", "S2", "C901"))),
            "agent_id", dice.of("", People.GHOST, dice.of(people.agents()), "A1", "A2"),
            "amount", dice.maybe(0.95, dice.of(amount(), dice.number(1, 5000))),
            "currency", dice.maybe(0.5, "CNY"),
            "units", dice.maybe(0.8, dice.number(0, 12)),
            "product", dice.maybe(0.5, dice.of("fund", "loan, small")),
            "created_at", dice.maybe(0.5, clock.text(clock.moment(FIRST_DAY))));
    boolean isClosed = status.equals("won") || (status.equals("lost") && dice.chance(0.8));
    List<UnaryOperator<RawRow>> changes = new ArrayList<>();
    changes.add(version -> version.with("amount", amount()));
    changes.add(version -> version.with("units", dice.of("9", "10")));
    changes.add(version -> version.with("status", "open").with("closed_at", ""));
    if (isClosed) {
      changes.add(version -> version.with("status", dice.of("won", "lost")));
      changes.add(version -> version.with("closed_at", clock.day().toString()));
    }
    return versions.of(isClosed ? row.with("closed_at", closing()) : row, changes);
  }

  private String amount() {
    return "%d.%02d".formatted(dice.between(0, 9000), dice.between(0, 99));
  }

  /** Sometimes days after the newest call: kept, not counted. */
  private String closing() {
    LocalDate day = dice.chance(0.05) ? LAST_DAY.plusDays(dice.between(1, 9)) : clock.day();
    return dice.chance(0.4) ? day.toString() : clock.text(clock.moment(day));
  }

  private List<RawFile> surveyFiles(BadRows bad) {
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      RawRow row = survey("survey-" + i);
      rows.addAll(
          versions.of(
              row,
              List.of(
                  version -> version.with("csat", dice.number(1, 5)),
                  version -> version.with("nps", dice.of("10", "9", "2")))));
    }
    rows.addAll(
        bad.of(
            "surveys",
            "survey_id",
            List.copyOf(rows),
            "survey_id",
            "",
            "answered_at",
            "",
            "answered_at",
            "2099-06-01T00:00:00Z",
            "csat",
            "6",
            "csat",
            "0",
            "nps",
            "11",
            "nps",
            "-1"));
    return new CsvFiles(dice)
        .of("surveys", rows, List.of("survey_id", "answered_at"), dice.between(1, 2));
  }

  private RawRow survey(String id) {
    RawRow row =
        RawRow.of(
            "survey_id", id,
            "answered_at",
                clock.text(
                    clock.moment(clock.day()).plus(Duration.ofDays(dice.chance(0.03) ? 9 : 0))),
            "csat", dice.maybe(0.8, dice.number(1, 5)),
            "nps", dice.maybe(0.7, dice.number(0, 10)));
    return switch (dice.between(0, 4)) {
      case 0 -> row.with("agent_id", dice.of(People.GHOST, dice.of(people.agents()), "A1", "A2"));
      case 1 -> row.with("call_id", dice.of(plainCalls).text("call_id"));
      case 2 ->
          row.with("call_id", dice.maybe(0.5, "gone"))
              .with("customer_id", dice.of(people.loyalCustomers()));
      case 3 ->
          row.with("agent_id", dice.of(people.agents()))
              .with("call_id", dice.of(plainCalls).text("call_id"));
      default -> row;
    };
  }

  private List<RawFile> customerFiles(BadRows bad) {
    List<RawRow> rows = new ArrayList<>(people.customerRows());
    rows.addAll(
        bad.of(
            "customers",
            "customer_id",
            List.copyOf(rows),
            "customer_id",
            "",
            "created_at",
            "31/01/2025"));
    return new CsvFiles(dice).of("customers", rows, List.of("customer_id"), 2);
  }

  private List<RawFile> teamFiles(BadRows bad) {
    List<RawRow> rows = new ArrayList<>(people.teamRows());
    rows.addAll(
        bad.of(
            "teams",
            "team_id",
            List.copyOf(rows),
            "team_id",
            "",
            "business",
            "circus",
            "valid_from",
            "2025-13-01"));
    return new CsvFiles(dice).of("teams", rows, List.of("team_id"), 1);
  }

  private List<RawFile> agentFiles(BadRows bad) {
    List<RawRow> rows = new ArrayList<>(people.rosterRows());
    rows.addAll(
        bad.of(
            "agents",
            "agent_id",
            List.copyOf(rows),
            "agent_id",
            "",
            "left_reason",
            "bored",
            "valid_from",
            "2025-02-29"));
    return new CsvFiles(dice).of("agents", rows, List.of("agent_id"), 2);
  }

  private List<RawFile> shiftFiles(BadRows bad) {
    List<String> rostered = new ArrayList<>(people.agents());
    rostered.add(People.GHOST);
    List<RawRow> rows = new ArrayList<>();
    for (String agent : rostered) {
      for (LocalDate day = FIRST_DAY; day.isBefore(LAST_DAY.plusDays(6)); day = day.plusDays(1)) {
        if (day.getDayOfWeek() != DayOfWeek.SUNDAY && dice.chance(0.3)) {
          rows.addAll(shift(agent, day));
        }
      }
    }
    rows.addAll(
        bad.of(
            "shifts",
            "agent_id",
            List.copyOf(rows),
            "agent_id",
            "",
            "date",
            "",
            "date",
            "2025-02-30",
            "logged_in_seconds",
            "-1",
            "break_seconds",
            "86401",
            "leave_type",
            "lazy"));
    return new CsvFiles(dice).of("shifts", rows, List.of("agent_id", "date"), dice.between(1, 2));
  }

  private List<RawRow> shift(String agent, LocalDate day) {
    RawRow row = RawRow.of("agent_id", agent, "date", day.toString(), "scheduled_seconds", "28800");
    RawRow known =
        dice.chance(0.8)
            ? row.with("logged_in_seconds", dice.number(9000, 30_000))
                .with("break_seconds", dice.maybe(0.8, dice.number(0, 3600)))
                .with("available_seconds", dice.maybe(0.5, dice.number(0, 5000)))
            : row.with("logged_in_seconds", dice.maybe(0.5, "0"))
                .with("leave_type", "sick")
                .with("leave_days", "1");
    return versions.of(
        known, List.of(version -> version.with("logged_in_seconds", dice.of("9900", "10000"))));
  }
}
