package org.ringlake.jobs.generate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One noisy world of fourteen months, read back from its files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeneratedWorldTest {
  private static final GenerationPlan PLAN = GenerationPlan.of(120_000, 20, 425, 11);
  private static final ZoneOffset CENTRE = ZoneOffset.ofHours(8);

  @TempDir static Path folder;

  private RawFolder world;
  private List<Map<String, String>> calls;

  @BeforeAll
  void generate() {
    world = RawFolder.of(PLAN, folder.resolve("world"));
    calls = world.goodRows(RawFeed.CALLS);
  }

  @Test
  void everyFeedHasTheContractsColumnsInItsHeader() {
    for (String line : CONTRACT.strip().lines().toList()) {
      String[] feed = line.strip().split(": ", 2);
      for (List<String> lines : world.lines(RawFeed.named(feed[0])).values()) {
        assertThat(lines.get(0).split(",")).as(feed[0]).contains(feed[1].split(", "));
      }
    }
    assertThat(CONTRACT.strip().lines()).hasSize(RawFeed.values().length);
  }

  @Test
  void validCallsAreExactlyAsManyAsAskedFor() {
    assertThat(calls.stream().map(call -> call.get("call_id")).distinct()).hasSize(120_000);
  }

  @Test
  void agentsDialSixtyToAHundredTimesADayAtTheTypicalVolume() {
    RawFolder typical =
        RawFolder.of(
            GenerationPlan.ofTypicalVolume(12, 120, 3).withoutNoise(), folder.resolve("typical"));

    long dials =
        typical.rows(RawFeed.CALLS).stream()
            .filter(call -> call.get("agent_kind").equals("human"))
            .filter(call -> call.get("direction").equals("outbound"))
            .count();
    long attended =
        typical.rows(RawFeed.SHIFTS).stream()
            .filter(shift -> !shift.get("logged_in_seconds").equals("0"))
            .count();

    assertThat((double) dials / attended).isBetween(60.0, 100.0);
  }

  @Test
  void nobodyIsCalledOutsideTheAllowedHours() {
    assertThat(calls).allMatch(call -> isAllowed(startOf(call)));
  }

  @Test
  void fewAreCalledAtLunchAndOnSundaysAndInFebruary() {
    Map<Integer, Long> hours = count(start -> start.getHour());
    Map<DayOfWeek, Long> weekdays = count(start -> start.getDayOfWeek());
    Map<String, Long> months = count(start -> start.toString().substring(0, 7));

    assertThat(hours.get(12)).isLessThan(hours.get(10) / 3).isLessThan(hours.get(15) / 3);
    assertThat(weekdays.get(DayOfWeek.SUNDAY)).isLessThan(weekdays.get(DayOfWeek.TUESDAY) / 3);
    assertThat(months.get("2025-02")).isLessThan(months.get("2025-03") * 3 / 4);
  }

  @Test
  void everyKindOfBadRowIsThereAndTheyAreFew() {
    List<String> bad = new ArrayList<>();
    for (RawFeed feed : List.of(RawFeed.CALLS, RawFeed.DEALS)) {
      world.lines(feed).values().stream()
          .flatMap(List::stream)
          .filter(GeneratedWorldTest::isBad)
          .forEach(bad::add);
    }

    assertThat(bad).anyMatch(line -> line.contains("2025-02-30"));
    assertThat(bad).anyMatch(line -> line.contains(",-17,"));
    assertThat(bad).anyMatch(line -> line.contains(",teleported,"));
    assertThat(bad).anyMatch(line -> line.startsWith(","));
    assertThat(bad).anyMatch(line -> line.contains(",2099-01-01"));
    assertThat(bad).anyMatch(line -> line.split(",", -1).length == 1 + columns(RawFeed.CALLS));
    assertThat(bad).anyMatch(line -> line.contains(",perhaps,"));
    assertThat(bad).anyMatch(line -> line.contains(",won,") && line.split(",", -1)[14].isEmpty());
    assertThat(bad).anyMatch(line -> line.contains(",about five hundred,"));
    assertThat(bad).hasSizeLessThan(30);
  }

  @Test
  void aCleanPlanHasEachCallOnceAndNoBadRow() {
    RawFolder clean = RawFolder.of(PLAN.withoutNoise(), folder.resolve("clean"));

    List<Map<String, String>> rows = clean.rows(RawFeed.CALLS);

    assertThat(rows).hasSize(120_000).doesNotHaveDuplicates();
    assertThat(clean.goodRows(RawFeed.DEALS)).hasSameSizeAs(clean.rows(RawFeed.DEALS));
  }

  @Test
  void aRowSentAgainComesInAnotherFile() {
    Map<String, Set<String>> filesOfLine = new HashMap<>();
    Map<String, Integer> timesOfLine = new HashMap<>();
    world
        .lines(RawFeed.CALLS)
        .forEach(
            (file, lines) ->
                lines.stream()
                    .skip(1)
                    .forEach(
                        line -> {
                          filesOfLine.computeIfAbsent(line, any -> new HashSet<>()).add(file);
                          timesOfLine.merge(line, 1, Integer::sum);
                        }));

    List<String> again =
        timesOfLine.keySet().stream().filter(line -> timesOfLine.get(line) > 1).toList();
    assertThat(again).hasSizeBetween(60, 240);
    assertThat(again).allMatch(line -> filesOfLine.get(line).size() == timesOfLine.get(line));
  }

  @Test
  void someCallsAreCorrectedAndTheOlderVersionSometimesComesLast() {
    Map<String, List<OffsetDateTime>> versions = new HashMap<>();
    for (Map<String, String> call : calls) {
      versions
          .computeIfAbsent(call.get("call_id"), id -> new ArrayList<>())
          .add(momentOf(call.get("updated_at")));
    }
    List<List<OffsetDateTime>> corrected =
        versions.values().stream().filter(moments -> Set.copyOf(moments).size() > 1).toList();

    assertThat(corrected).hasSizeBetween(200, 500);
    assertThat(corrected).anyMatch(moments -> moments.get(0).isBefore(moments.get(1)));
    assertThat(corrected).anyMatch(moments -> moments.get(0).isAfter(moments.get(1)));
  }

  @Test
  void someBuyersComeBackWithinSixMonthsAndMostDoNot() {
    Map<String, TreeSet<LocalDate>> purchases = new HashMap<>();
    for (Map<String, String> deal : wonDeals()) {
      purchases
          .computeIfAbsent(deal.get("customer_id"), id -> new TreeSet<>())
          .add(momentOf(deal.get("closed_at")).toLocalDate());
    }
    List<TreeSet<LocalDate>> matured =
        purchases.values().stream()
            .filter(days -> days.first().plusMonths(6).isBefore(PLAN.end()))
            .toList();
    long repurchased =
        matured.stream()
            .filter(days -> days.higher(days.first()) != null)
            .filter(days -> !days.higher(days.first()).isAfter(days.first().plusMonths(6)))
            .count();

    assertThat((double) repurchased / matured.size()).isBetween(0.15, 0.5);
    assertThat(matured).anyMatch(days -> days.size() > 3);
  }

  @Test
  void twoToFourPercentOfTheCustomersReachedBuy() {
    Map<String, String> customerOfPhone =
        world.goodRows(RawFeed.CUSTOMERS).stream()
            .collect(
                toMap(row -> e164(row.get("phone")), row -> row.get("customer_id"), (a, b) -> a));
    Set<String> reached =
        calls.stream()
            .filter(call -> call.get("disposition").equals("answered"))
            .filter(call -> call.get("customer_id") != null || call.get("phone") != null)
            .map(call -> customerOf(call, customerOfPhone))
            .collect(toSet());
    Set<String> buyers = wonDeals().stream().map(deal -> deal.get("customer_id")).collect(toSet());

    assertThat((double) buyers.size() / reached.size()).isBetween(0.02, 0.04);
  }

  @Test
  void refundsOfSomeDealsComeMonthsLater() {
    Map<String, Map<String, String>> deals =
        wonDeals().stream().collect(toMap(deal -> deal.get("deal_id"), deal -> deal, (a, b) -> a));

    assertThat(world.goodRows(RawFeed.REFUNDS))
        .anyMatch(
            refund ->
                momentOf(refund.get("refunded_at"))
                    .minusDays(60)
                    .isAfter(momentOf(deals.get(refund.get("deal_id")).get("closed_at"))));
  }

  @Test
  void agentsJoinMoveTeamsAndLeave() {
    List<Map<String, String>> roster =
        world.goodRows(RawFeed.AGENTS).stream()
            .filter(row -> row.get("role").equals("agent"))
            .toList();
    Map<String, Set<String>> teams = new HashMap<>();
    roster.forEach(
        row ->
            teams
                .computeIfAbsent(row.get("agent_id"), id -> new HashSet<>())
                .add(row.get("team_id")));

    assertThat(teams).hasSize(20);
    assertThat(teams.values()).anyMatch(several -> several.size() > 1);
    assertThat(roster).anyMatch(row -> row.get("hired_on").compareTo(PLAN.start().toString()) > 0);
    assertThat(roster)
        .anyMatch(row -> row.get("left_on") != null && row.get("left_reason") != null);
  }

  @Test
  void nobodyDialsBeforeTheyAreHiredOrAfterTheyLeft() {
    Map<String, Person> people =
        Centre.of(PLAN).humans(0, PLAN.agents()).stream().collect(toMap(Person::id, p -> p));

    assertThat(calls)
        .filteredOn(call -> people.containsKey(call.get("agent_id")))
        .isNotEmpty()
        .allMatch(
            call ->
                people
                    .get(call.get("agent_id"))
                    .isEmployedOn(startOf(call).toLocalDate().toEpochDay()));
  }

  @Test
  void phonesAreValidInChinaAndSomeBelongToNobodyInTheCrm() {
    Set<String> known =
        world.goodRows(RawFeed.CUSTOMERS).stream()
            .map(row -> e164(row.get("phone")))
            .collect(toSet());
    Set<String> dialled =
        calls.stream()
            .map(call -> call.get("phone"))
            .filter(Objects::nonNull)
            .map(GeneratedWorldTest::e164)
            .collect(toSet());

    assertThat(dialled).anyMatch(known::contains).anyMatch(phone -> !known.contains(phone));
  }

  @Test
  void callsNameAgentOrExtensionOrNobody() {
    assertThat(calls).anyMatch(call -> call.get("agent_id") != null);
    assertThat(calls)
        .anyMatch(call -> call.get("agent_id") == null && call.get("extension") != null);
    assertThat(calls)
        .anyMatch(call -> call.get("agent_id") == null && call.get("extension") == null);
    assertThat(calls).anyMatch(call -> call.get("agent_kind").equals("bot"));
    assertThat(calls).anyMatch(call -> call.get("direction").equals("inbound"));
  }

  @Test
  void aFewContactsAreTranscribedInBothLanguagesSomeWithWhatMustNotBeSaid() {
    List<String> transcripts =
        calls.stream().map(call -> call.get("transcript")).filter(Objects::nonNull).toList();
    long contacts =
        calls.stream().filter(call -> call.get("disposition").equals("answered")).count();

    assertThat((double) transcripts.size() / contacts).isBetween(0.005, 0.02);
    assertThat(transcripts)
        .anyMatch(text -> text.contains("稳赚不赔"))
        .anyMatch(text -> text.contains("no risk at all"))
        .anyMatch(text -> text.contains("非常理解您"))
        .anyMatch(text -> text.contains("录音"))
        .anyMatch(text -> text.contains("ＶＩＰ"));
    assertThat(new HashSet<>(transcripts)).hasSizeGreaterThan(transcripts.size() / 4);
  }

  @Test
  void onePersonOnOneSundayStillMakesEveryCall() {
    GenerationPlan sunday = GenerationPlan.of(7, 1, 1, 2).withEnd(LocalDate.of(2025, 12, 28));

    List<Map<String, String>> rows =
        RawFolder.of(sunday.withoutNoise(), folder.resolve("sunday")).rows(RawFeed.CALLS);

    assertThat(rows).hasSize(7);
  }

  @Test
  void anImpossiblePlanSaysWhatToWriteInstead() {
    assertThatThrownBy(() -> GenerationPlan.of(10, 0, 5, 1))
        .hasMessage("agents is 0; use one or more");
    assertThatThrownBy(() -> PLAN.withFeeds(Set.of("cals")))
        .hasMessageStartingWith(
            "Cannot generate feed 'cals': there is no such feed. Use some of calls,");
  }

  private Collection<Map<String, String>> wonDeals() {
    return world.goodRows(RawFeed.DEALS).stream()
        .filter(deal -> deal.get("status").equals("won"))
        .collect(toMap(deal -> deal.get("deal_id"), deal -> deal, (a, b) -> a))
        .values();
  }

  private <K> Map<K, Long> count(Function<LocalDateTime, K> key) {
    return calls.stream().collect(groupingBy(call -> key.apply(startOf(call)), counting()));
  }

  private static boolean isBad(String line) {
    return line.startsWith(Flaw.KEY_PREFIX) || line.startsWith(",");
  }

  private static int columns(RawFeed feed) {
    return feed.columns().size();
  }

  private static boolean isAllowed(LocalDateTime start) {
    return start.getHour() >= 8 && start.getHour() < 21;
  }

  private static LocalDateTime startOf(Map<String, String> call) {
    return momentOf(call.get("started_at")).withOffsetSameInstant(CENTRE).toLocalDateTime();
  }

  private static OffsetDateTime momentOf(String text) {
    return text.length() > 19
        ? OffsetDateTime.parse(text)
        : LocalDateTime.parse(text).atOffset(CENTRE);
  }

  private static String customerOf(Map<String, String> call, Map<String, String> customerOfPhone) {
    if (call.get("customer_id") != null) {
      return call.get("customer_id");
    }
    String phone = e164(call.get("phone"));
    return customerOfPhone.getOrDefault(phone, phone);
  }

  private static String e164(String phone) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      var number = phones.parse(phone, "CN");
      assertThat(phones.isValidNumberForRegion(number, "CN")).as(phone).isTrue();
      return phones.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
    } catch (NumberParseException e) {
      throw new AssertionError(phone, e);
    }
  }

  /** The contract's columns, by feed. */
  private static final String CONTRACT =
      """
      calls: call_id, started_at, agent_id, extension, agent_kind, campaign_id, customer_id, phone, direction, disposition, ring_seconds, talk_seconds, hold_seconds, wrap_seconds, connect_delay_seconds, outcome, topic, transcript, updated_at
      deals: deal_id, customer_id, agent_id, source_agent_id, status, amount, currency, cost, units, product, is_full_fee, is_renewal, renewal_due_on, created_at, closed_at, updated_at
      refunds: refund_id, deal_id, amount, units, refunded_at
      customers: customer_id, phone, created_at, segment, do_not_call_from, required_fields, filled_fields, agent_id
      agents: agent_id, name, team_id, plan, role, level, extension, base_pay, performance_base, hired_on, left_on, left_reason, valid_from
      teams: team_id, name, site, business, valid_from
      shifts: agent_id, date, scheduled_seconds, logged_in_seconds, break_seconds, available_seconds, leave_type, leave_days
      surveys: survey_id, call_id, agent_id, customer_id, answered_at, csat, nps
      reviews: review_id, call_id, reviewed_at, source, violations, script_score, information_accurate, emotional_stability, pressure_resistance, empathy_phrases, mood_start, mood_end, is_exemplary
      complaints: complaint_id, agent_id, customer_id, call_id, filed_at, resolved_at, cost
      leads: lead_id, agent_id, customer_id, class, created_at, enquiry_sent_at, visited_at
      costs: cost_id, team_id, month, kind, amount, currency
      objectives: objective_id, agent_id, period_start, period, kpi, weight, target, actual
      ratings: rating_id, agent_id, rated_at, rater_kind, dimension, score
      worklogs: agent_id, date, kind, submitted_at, text
      appeals: appeal_id, agent_id, plan, period, period_start, kpi, filed_at, reason, status, decided_at, corrected_value
      """;
}
