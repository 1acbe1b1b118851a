package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.TeamSites;
import org.ringlake.facts.Unions;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

/**
 * The additive measures of an agent's day, from which every sum and ratio of sums is made.
 *
 * <p>Grain: one row per agent, team, day and campaign on which anything counted happened; an agent
 * has a second team on a day only where a source says so. Key: agent_id, team_id, event_date,
 * campaign_id. Agent, team and site are {@code unknown} where there is none (site null where no
 * team has one); campaign_id is empty where a measure has none. Units: counts, whole seconds,
 * hundredths of the reporting currency; names that end with {@code _e6}, {@code _e8} or {@code _e9}
 * count millionths, hundred-millionths or billionths; no measure is ever null. Source: the events
 * of {@link #SOURCES}.
 */
public final class AgentDay {
  public static final String NAME = "agent_day";

  public static final String AGENT_ID = Resolved.AGENT_ID;
  public static final String TEAM_ID = Resolved.TEAM_ID;
  public static final String SITE = Teams.SITE;
  public static final String CAMPAIGN_ID = Calls.CAMPAIGN_ID;
  public static final String EVENT_DATE = Resolved.EVENT_DATE;

  public static final String DIALS = "dials";
  public static final String CONNECTED_CALLS = "connected_calls";
  public static final String OUTBOUND_CONTACTS = "outbound_contacts";
  public static final String CONTACTS = "contacts";
  public static final String EFFECTIVE_CALLS = "effective_calls";
  public static final String TALK_SECONDS = "talk_seconds";
  public static final String HOLD_SECONDS = "hold_seconds";
  public static final String WRAP_SECONDS = "wrap_seconds";
  public static final String HANDLE_SECONDS = "handle_seconds";
  public static final String BOT_DIALS = "bot_dials";
  public static final String BOT_CONTACTS = "bot_contacts";
  public static final String DIALS_TO_CUSTOMERS = "dials_to_customers";
  public static final String ABANDONED_CALLS = "abandoned_calls";
  public static final String LIVE_ANSWERS = "live_answers";
  public static final String OFF_HOURS_DIALS = "off_hours_dials";
  public static final String DO_NOT_CALL_BREACHES = "do_not_call_breaches";
  public static final String FIRST_CONTACTS = "first_contacts";
  public static final String FIRST_CONTACTS_RESOLVED = "first_contacts_resolved";
  public static final String COMPLEX_FIRST_CONTACTS = "complex_first_contacts";
  public static final String COMPLEX_FIRST_CONTACTS_RESOLVED = "complex_first_contacts_resolved";
  public static final String CONVERTED_DEALS = "converted_deals";
  public static final String HIGH_VALUE_CONVERTED_DEALS = "high_value_converted_deals";
  public static final String FULL_FEE_DEALS = "full_fee_deals";
  public static final String DEAL_COST_MINOR = "deal_cost_minor";
  public static final String NEW_CUSTOMERS = "new_customers";
  public static final String CUSTOMERS_WON_E9 = "customers_won_e9";
  public static final String CUSTOMERS_MATURED_E9 = "customers_matured_e9";
  public static final String CUSTOMERS_REPURCHASED_E9 = "customers_repurchased_e9";
  public static final String REPURCHASE_REVENUE_MINOR = "repurchase_revenue_minor";
  public static final String LIFETIME_VALUE_MINOR = "lifetime_value_minor";
  public static final String CUSTOMERS_ACTIVATED_E9 = "customers_activated_e9";
  public static final String CUSTOMERS_CHURNED_E9 = "customers_churned_e9";
  public static final String RENEWALS_DUE = "renewals_due";
  public static final String RENEWALS_WON = "renewals_won";
  public static final String SOURCED_DEALS = "sourced_deals";
  public static final String SOURCED_REVENUE_MINOR = "sourced_revenue_minor";
  public static final String REFUNDED_MINOR = "refunded_minor";
  public static final String REFUNDED_UNITS = "refunded_units";
  public static final String COMPLAINTS = "complaints";
  public static final String COMPLAINTS_RESOLVED = "complaints_resolved";
  public static final String COMPLAINT_COST_MINOR = "complaint_cost_minor";
  public static final String LEADS_A = "leads_a";
  public static final String LEADS_B = "leads_b";
  public static final String LEADS_C = "leads_c";
  public static final String LEADS_CONVERTED = "leads_converted";
  public static final String ENQUIRIES_SENT = "enquiries_sent";
  public static final String VISITS = "visits";
  public static final String COST_MINOR = "cost_minor";
  public static final String ATTENDED_DAYS = "attended_days";
  public static final String SCHEDULED_SECONDS = "scheduled_seconds";
  public static final String WORKED_SECONDS = "worked_seconds";
  public static final String AVAILABLE_SECONDS = "available_seconds";
  public static final String ROSTERED_DAYS = "rostered_days";
  public static final String SCHEDULED_DAYS = "scheduled_days";
  public static final String ABSENCE_DAYS_E6 = "absence_days_e6";
  public static final String ATTENDED_WEEKS = "attended_weeks";
  public static final String DAILY_REPORTS_IN_TIME = "daily_reports_in_time";
  public static final String WEEKLY_REPORTS = "weekly_reports";
  public static final String OBJECTIVES = "objectives";
  public static final String OBJECTIVE_WEIGHT_E6 = "objective_weight_e6";
  public static final String OBJECTIVE_ATTAINED_E8 = "objective_attained_e8";
  public static final String REQUIRED_FIELDS = "required_fields";
  public static final String FILLED_FIELDS = "filled_fields";
  public static final String REVIEWED_CALLS = "reviewed_calls";
  public static final String CALLS_WITH_VIOLATION = "calls_with_violation";
  public static final String ACCURACY_REVIEWS = "accuracy_reviews";
  public static final String ACCURATE_REVIEWS = "accurate_reviews";
  public static final String SCRIPT_REVIEWS = "script_reviews";
  public static final String SCRIPT_SCORE_E6 = "script_score_e6";
  public static final String STABILITY_REVIEWS = "stability_reviews";
  public static final String STABILITY_SCORE_E6 = "stability_score_e6";
  public static final String PRESSURE_REVIEWS = "pressure_reviews";
  public static final String PRESSURE_SCORE_E6 = "pressure_score_e6";
  public static final String EMPATHY_REVIEWS = "empathy_reviews";
  public static final String EMPATHY_PHRASES = "empathy_phrases";
  public static final String NEGATIVE_STARTS = "negative_starts";
  public static final String MOOD_RECOVERIES = "mood_recoveries";
  public static final String EXEMPLARY_CALLS = "exemplary_calls";
  public static final String VOLUNTARY_LEAVERS = "voluntary_leavers";
  public static final String DEALS_WON = "deals_won";
  public static final String DEALS_LOST = "deals_lost";
  public static final String UNITS_SOLD = "units_sold";
  public static final String REVENUE_MINOR = "revenue_minor";
  public static final String CSAT_ANSWERS = "csat_answers";
  public static final String CSAT_SATISFIED = "csat_satisfied";
  public static final String NPS_ANSWERS = "nps_answers";
  public static final String NPS_PROMOTERS = "nps_promoters";
  public static final String NPS_DETRACTORS = "nps_detractors";

  /** Everything that adds to a measure. */
  public static final List<MeasureSource> SOURCES =
      List.of(
          new CallMeasures(),
          new ShiftMeasures(),
          new AttendanceWithoutShifts(),
          new FirstContactMeasures(),
          new ConversionMeasures(),
          new NewCustomerMeasures(),
          new AcquisitionMeasures(),
          new ActivityMeasures(),
          new RenewalMeasures(),
          new SourcedDealMeasures(),
          new RefundMeasures(),
          new ComplaintMeasures(),
          new LeadMeasures(),
          new CostMeasures(),
          new WorklogMeasures(),
          new ObjectiveMeasures(),
          new RatingMeasures(),
          new ProfileMeasures(),
          new ReviewMeasures(),
          new LeaverMeasures(),
          new DealMeasures(),
          new SurveyMeasures());

  /** Every measure, in the order of the table's columns. */
  public static final List<String> MEASURES =
      SOURCES.stream().flatMap(source -> source.measures().stream()).distinct().toList();

  /**
   * Those that tell of the future, and are others whenever more is known: no correction of the
   * past.
   */
  public static final List<String> ESTIMATES = List.of(LIFETIME_VALUE_MINOR);

  /** With the site that follows from team and day. */
  public static final List<String> KEY = List.of(AGENT_ID, TEAM_ID, SITE, CAMPAIGN_ID, EVENT_DATE);

  /** All of {@link #MEASURES} in one column, where they are computed with. */
  public static final String VECTOR = "_vector";

  static final List<String> EVENT_KEY = List.of(AGENT_ID, TEAM_ID, CAMPAIGN_ID, EVENT_DATE);

  private AgentDay() {}

  /** The rows of some days. */
  public static Dataset<Row> from(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Dataset<Row> parts =
        Unions.of(
            sources(silver).stream()
                .map(source -> parts(source, source.events(silver, rules, days)))
                .toList());
    return withColumns(
        TeamSites.withSite(summed(parts), silver.teams()).filter(Vectors.isAnything(col(VECTOR))));
  }

  /** Those of {@link #SOURCES} that may have an event; some of them in any case. */
  private static List<MeasureSource> sources(SilverFeeds silver) {
    List<MeasureSource> some =
        SOURCES.stream().filter(source -> source.mayHaveEvents(silver)).toList();
    return some.isEmpty() ? SOURCES.subList(0, 1) : some;
  }

  /** Rows with all their measures in one column, {@link #VECTOR}, beside {@link #KEY}. */
  public static Dataset<Row> vectors(Dataset<Row> rows) {
    return rows.select(with(KEY, Stream.of(Vectors.of(MEASURES).as(VECTOR))));
  }

  /** Rows of {@link #vectors} with a column for each measure again. */
  public static Dataset<Row> withColumns(Dataset<Row> vectors) {
    return vectors.select(with(KEY, Vectors.columns(col(VECTOR), MEASURES)));
  }

  /**
   * What one source adds to each agent's day.
   *
   * <p>Each source is summed alone first: its rows are many and its measures few.
   *
   * @return rows of {@link #EVENT_KEY} with {@link #VECTOR}, a part
   */
  static Dataset<Row> parts(MeasureSource source, Dataset<Row> events) {
    List<String> measures = source.measures();
    return events
        .groupBy(agent(), team(), campaign(events), col(EVENT_DATE))
        .sum(measures.toArray(String[]::new))
        .toDF(Stream.concat(EVENT_KEY.stream(), measures.stream()).toArray(String[]::new))
        .select(
            with(
                EVENT_KEY,
                Stream.of(
                    Vectors.part(SOURCES.indexOf(source), measures.stream().map(functions::col))
                        .as(VECTOR))));
  }

  /**
   * What rows of the table add.
   *
   * @param measures each of {@link #MEASURES}
   * @return rows as of {@link #parts}, of no source in particular
   */
  static Dataset<Row> wholeParts(Dataset<Row> rows, Stream<Column> measures) {
    return rows.select(
        with(EVENT_KEY, Stream.of(Vectors.part(SOURCES.size(), measures).as(VECTOR))));
  }

  /** The sums of {@link #parts}: rows of {@link #EVENT_KEY} with {@link #VECTOR}, all measures. */
  static Dataset<Row> summed(Dataset<Row> parts) {
    List<List<String>> measures =
        Stream.concat(SOURCES.stream().map(MeasureSource::measures), Stream.of(MEASURES)).toList();
    return parts
        .groupBy(EVENT_KEY.stream().map(functions::col).toArray(Column[]::new))
        .agg(Vectors.sumOfParts(col(VECTOR), measures, MEASURES).as(VECTOR));
  }

  /** Rows of {@link #summed} with the site of their team. */
  static Dataset<Row> withSite(Dataset<Row> summed, SilverFeeds silver) {
    return TeamSites.withSite(summed, silver.teams()).select(with(KEY, Stream.of(col(VECTOR))));
  }

  static Column[] with(List<String> key, Stream<Column> others) {
    return Stream.concat(key.stream().map(functions::col), others).toArray(Column[]::new);
  }

  /** The agent of an event, named where there is none. */
  static Column agent() {
    return coalesce(col(AGENT_ID), lit(TeamSites.UNKNOWN)).as(AGENT_ID);
  }

  /** The team of an event, named where there is none. */
  static Column team() {
    return coalesce(col(TEAM_ID), lit(TeamSites.UNKNOWN)).as(TEAM_ID);
  }

  /** The campaign of an event, empty where there is none. */
  private static Column campaign(Dataset<Row> rows) {
    return (Set.of(rows.columns()).contains(CAMPAIGN_ID)
            ? coalesce(col(CAMPAIGN_ID), lit(""))
            : lit(""))
        .as(CAMPAIGN_ID);
  }
}
