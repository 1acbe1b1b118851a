package org.ringlake.jobs.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.facts.QualityRules;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.Personal;
import org.ringlake.feed.SourceMapping;
import org.ringlake.kpi.Calendar;
import org.ringlake.kpi.Interval;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Layer;
import org.ringlake.value.ValueRules;

class ShippedConfigurationTest {
  @TempDir Path workspace;
  private Configuration shipped;

  @BeforeEach
  void load() throws IOException {
    shipped = ShippedConf.copiedTo(workspace).load(Map.of());
  }

  @Test
  void ringlakeYamlWritesOutTheDefaultsOfTheContract() {
    RinglakeConfig config = shipped.ringlake();
    assertThat(config.timezone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(config.currency()).hasToString("CNY");
    assertThat(config.phone().region()).isEqualTo("CN");
    assertThat(List.of(config.lake(), config.inbox(), config.out()))
        .containsExactly("lake", "inbox", "out");
    assertThat(config.calls())
        .isEqualTo(
            new RinglakeConfig.Calls(
                Duration.ofSeconds(30), new AllowedHours(8 * 60, 21 * 60), List.of()));
    assertThat(config.customers())
        .isEqualTo(new RinglakeConfig.Customers(List.of(), RinglakeConfig.Worth.COMPUTED));
    assertThat(config.value())
        .isEqualTo(
            new RinglakeConfig.Value(
                ValueRules.Model.AUTO, List.of(), 500, 36, new BigDecimal("0.01"), 6));
    assertThat(config.attribution())
        .isEqualTo(
            new RinglakeConfig.Attribution(
                Duration.ofDays(90),
                Duration.ofDays(7),
                Duration.ZERO,
                BigDecimal.ONE,
                BigDecimal.ZERO));
    assertThat(config.firstCallResolution().window()).isEqualTo(Duration.ofDays(7));
    assertThat(config.repurchase())
        .isEqualTo(new RinglakeConfig.Repurchase(Period.ofMonths(6), AttributionModel.LAST));
    assertThat(config.churn().window()).isEqualTo(Period.ofMonths(12));
    assertThat(config.worklogs().cutOff()).isEqualTo(LocalTime.of(23, 59));
    assertThat(config.reliability().minSample()).isEqualTo(30);
    assertThat(config.privacy().keyFile()).isEqualTo("conf/privacy.key");
    assertThat(config.exchangeRates()).isEmpty();
    assertThat(config.publish())
        .isEqualTo(
            new RinglakeConfig.Publish(List.of(), new RinglakeConfig.Postgres(Optional.empty())));
  }

  @Test
  void anEmptyRinglakeYamlMeansTheSame() throws IOException {
    ShippedConf emptied = ShippedConf.copiedTo(workspace);
    emptied.write("ringlake.yaml", "# nothing\n");
    assertThat(emptied.load(Map.of()).hash()).isEqualTo(shipped.hash());
  }

  @Test
  void theGenericFeedsHaveTheContractsColumnsAndCallsATeamOfTheirOwn() {
    assertThat(
            shipped.feeds().stream()
                .filter(feed -> !feed.name().equals("merged_deals"))
                .map(ShippedConfigurationTest::contract)
                .toList())
        .containsExactlyInAnyOrder(
            "calls(call_id): call_id* started_at* agent_id extension agent_kind campaign_id"
                + " customer_id phone direction disposition* ring_seconds talk_seconds hold_seconds"
                + " wrap_seconds connect_delay_seconds outcome topic transcript team_id",
            "deals(deal_id): deal_id* customer_id agent_id source_agent_id status* amount currency"
                + " cost units product is_full_fee is_renewal renewal_due_on created_at closed_at",
            "refunds(refund_id): refund_id* deal_id* amount* units refunded_at*",
            "customers(customer_id): customer_id* phone created_at segment do_not_call_from"
                + " required_fields filled_fields agent_id",
            "agents(agent_id,valid_from): agent_id* name team_id plan role level extension base_pay"
                + " performance_base hired_on left_on left_reason valid_from",
            "teams(team_id,valid_from): team_id* name site business valid_from",
            "shifts(agent_id,date): agent_id* date* scheduled_seconds logged_in_seconds"
                + " break_seconds available_seconds leave_type leave_days",
            "surveys(survey_id): survey_id* call_id agent_id customer_id answered_at* csat nps",
            "reviews(review_id): review_id* call_id* reviewed_at* source violations script_score"
                + " information_accurate emotional_stability pressure_resistance empathy_phrases"
                + " mood_start mood_end is_exemplary",
            "complaints(complaint_id): complaint_id* agent_id customer_id call_id filed_at*"
                + " resolved_at cost",
            "leads(lead_id): lead_id* agent_id* customer_id class* created_at* enquiry_sent_at"
                + " visited_at",
            "costs(cost_id): cost_id* team_id month* kind amount* currency",
            "objectives(objective_id): objective_id* agent_id* period_start* period kpi weight"
                + " target* actual",
            "ratings(rating_id): rating_id* agent_id* rated_at* rater_kind dimension score*",
            "worklogs(agent_id,date,kind): agent_id* date* kind submitted_at text",
            "appeals(appeal_id): appeal_id* agent_id* plan period period_start* kpi filed_at*"
                + " reason status decided_at corrected_value");
  }

  private static String contract(FeedDefinition feed) {
    return feed.columns().stream()
        .map(column -> column.name() + (column.required() ? "*" : ""))
        .collect(joining(" ", feed.name() + "(" + String.join(",", feed.key()) + "): ", ""));
  }

  @Test
  void codesAreThoseOfTheContract() {
    assertThat(column("calls", "disposition").codes())
        .containsExactly("answered", "voicemail", "no_answer", "busy", "failed", "abandoned");
    assertThat(column("calls", "outcome").codes())
        .containsExactly(
            "intent", "appointment", "sale", "refused", "callback", "do_not_call", "none");
    assertThat(column("leads", "class").codes()).containsExactly("A", "B", "C", "invalid");
    assertThat(column("shifts", "leave_type").codes())
        .containsExactly("sick", "personal", "annual", "other");
  }

  @Test
  void secondsOfADayAndScoresAreBounded() {
    FeedColumn talk = column("calls", "talk_seconds");
    assertThat(talk.type()).isEqualTo(ColumnType.SECONDS);
    assertThat(talk.min()).contains(BigDecimal.ZERO);
    assertThat(talk.max()).contains(BigDecimal.valueOf(86_400));
    assertThat(column("surveys", "csat").min()).contains(BigDecimal.ONE);
    assertThat(column("surveys", "nps").max()).contains(BigDecimal.TEN);
  }

  @Test
  void phonesAndNothingElseArePersonal() {
    assertThat(
            shipped.feeds().stream()
                .flatMap(
                    feed ->
                        feed.columns().stream()
                            .filter(column -> column.personal() != Personal.NO)
                            .map(column -> feed.name() + "." + column.name())))
        .containsExactly("calls.phone", "customers.phone");
  }

  @Test
  void everyFeedIsItsOwnSourceColumnByColumn() {
    SourceMapping shifts =
        shipped.sources().stream().filter(each -> each.name().equals("shifts")).findFirst().get();
    assertThat(shifts.feed()).isEqualTo("shifts");
    assertThat(shifts.folder()).isEqualTo("shifts");
    assertThat(shifts.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(shifts.columns().get(1).expression()).isEqualTo("`date`");
    assertThat(shifts.columns()).last().extracting("name").isEqualTo("is_deleted");
  }

  @Test
  void theCalendarAndTheTargetsAreLeftToTheBusiness() throws IOException {
    assertThat(shipped.calendar()).isEqualTo(Calendar.EMPTY);
    assertThat(shipped.targets()).isEmpty();

    ShippedConf own = ShippedConf.copiedTo(workspace);
    own.write("calendar.yaml", "seasons: {busy: [{from: 11-01, until: 12-31}]}\n");
    Configuration seasonal = own.load(Map.of());
    own.write("targets.yaml", "targets: [{kpi: dials, layer: agent, season: busy, target: 200}]\n");

    assertThat(own.load(Map.of()).targets()).hasSize(1);
    assertThat(List.of(shipped.hash(), seasonal.hash(), own.load(Map.of()).hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  void sharesOfCasesHaveAnIntervalAndSharesOfTimeHaveNone() {
    assertThat(
            shipped.kpis().stream()
                .filter(kpi -> kpi.interval() == Interval.WILSON)
                .map(KpiDefinition::id))
        .contains("connect_rate", "contact_rate", "csat")
        .doesNotContain("talk_share", "dials_per_day", "nps", "dials");
  }

  @Test
  void theKpisOfTheCatalogueAreThere() {
    assertThat(shipped.kpis())
        .extracting(KpiDefinition::id)
        .containsExactly(
            "dials",
            "connected_calls",
            "connect_rate",
            "contact_rate",
            "list_contact_rate",
            "effective_call_rate",
            "talk_seconds",
            "average_talk_seconds",
            "average_handle_seconds",
            "dials_per_day",
            "talk_share",
            "dials_per_hour",
            "revenue_per_hour",
            "weekly_hours",
            "absence_rate",
            "wrap_share",
            "occupancy",
            "utilisation",
            "calls_handled",
            "effective_calls_per_day",
            "customers_contacted",
            "report_rate",
            "weekly_report_rate",
            "objective_attainment",
            "peer_rating",
            "manager_rating",
            "customer_rating",
            "self_rating",
            "rating_teamwork",
            "rating_service",
            "rating_skills",
            "rating_knowledge",
            "rating_analysis",
            "rating_execution",
            "rating_attitude",
            "rating_communication",
            "rating_solving",
            "rating_speed",
            "rating_training",
            "information_accuracy",
            "violation_rate",
            "compliance_rate",
            "script_adherence",
            "emotional_stability",
            "pressure_resistance",
            "empathy_per_call",
            "mood_recovery_rate",
            "exemplary_calls",
            "profile_completion",
            "attrition_rate",
            "bot_dials",
            "bot_contacts",
            "deals_won",
            "units_sold",
            "revenue",
            "average_order_value",
            "attempts_per_customer",
            "first_call_resolution",
            "complex_resolution_rate",
            "abandon_rate",
            "off_hours_dial_rate",
            "do_not_call_breaches",
            "complaint_rate",
            "complaint_resolution_rate",
            "conversion_rate",
            "high_value_conversion_rate",
            "win_rate",
            "intent_rate",
            "appointment_rate",
            "leads",
            "leads_a",
            "leads_b",
            "leads_c",
            "lead_conversion_rate",
            "valid_information",
            "enquiries_sent",
            "visits",
            "full_fee_deals",
            "sourced_deals",
            "sourced_revenue",
            "net_revenue",
            "net_profit",
            "new_customers",
            "repurchase_rate_6m",
            "repurchase_revenue_6m",
            "renewal_rate",
            "churn_rate",
            "lifetime_value",
            "return_rate",
            "return_units_rate",
            "cost_per_connect",
            "cost_per_deal",
            "csat",
            "nps");
    assertThat(shipped.kpis())
        .allSatisfy(kpi -> assertThat(kpi.chineseName()).matches("([ABC] |OKR )?\\p{IsHan}+"));
  }

  @Test
  void kpisAreOfEveryLayerAndPeriodButCostsAndAttritionOfTeamsAndMonths() {
    assertThat(shipped.kpis())
        .filteredOn(kpi -> kpi.layers().size() < 4 || kpi.periods().size() < 5)
        .extracting(KpiDefinition::id)
        .containsExactlyInAnyOrder("cost_per_connect", "cost_per_deal", "attrition_rate");
    assertThat(shipped.kpis())
        .filteredOn(kpi -> kpi.layers().size() < 4)
        .allSatisfy(
            kpi -> {
              assertThat(kpi.layers()).containsExactlyInAnyOrder(Layer.TEAM, Layer.ENTERPRISE);
              assertThat(kpi.periods())
                  .containsExactlyInAnyOrder(
                      org.ringlake.kpi.Period.MONTH,
                      org.ringlake.kpi.Period.QUARTER,
                      org.ringlake.kpi.Period.YEAR);
            });
  }

  @Test
  void phrasesInBothLanguagesAreLookedForInTranscripts() {
    QualityRules quality = shipped.quality();
    assertThat(quality.campaigns()).isEmpty();
    assertThat(quality.forbidden()).contains("稳赚不赔", "guaranteed return");
    assertThat(quality.harmless()).contains("不保证收益", "no guaranteed return");
    assertThat(quality.script())
        .extracting(QualityRules.ScriptItem::id)
        .containsExactlyInAnyOrder("greeting", "recording_notice", "further_help", "closing");
    assertThat(quality.empathy()).contains("非常理解您", "i completely understand");
  }

  @Test
  void withoutQualityYamlNothingIsLookedFor() throws IOException {
    ShippedConf without = ShippedConf.copiedTo(workspace);
    without.delete("quality.yaml");
    Configuration configuration = without.load(Map.of());
    assertThat(configuration.quality()).isEqualTo(QualityRules.NONE);
    assertThat(configuration.hash()).isNotEqualTo(shipped.hash());
  }

  @Test
  void anotherPhraseIsAnotherConfigurationAndAnotherOrderIsNot() throws IOException {
    ShippedConf changed = ShippedConf.copiedTo(workspace);
    changed.change("quality.yaml", "  - 包过\n", "");
    assertThat(changed.load(Map.of()).hash()).isNotEqualTo(shipped.hash());
    changed.change("quality.yaml", "harmless:\n", "  - 包过\nharmless:\n");
    assertThat(changed.load(Map.of()).hash()).isEqualTo(shipped.hash());
  }

  private FeedColumn column(String feed, String column) {
    return shipped.feeds().stream()
        .filter(each -> each.name().equals(feed))
        .flatMap(each -> each.columns().stream())
        .filter(each -> each.name().equals(column))
        .findFirst()
        .orElseThrow();
  }
}
