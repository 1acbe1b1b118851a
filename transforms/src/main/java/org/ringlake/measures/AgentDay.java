package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.TeamSites;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

/**
 * The additive measures of an agent's day, from which every sum and ratio of sums is made.
 *
 * <p>Grain: one row per agent, team, day and campaign on which anything happened; an agent has a
 * second team on a day only where a source says so. Key: agent_id, team_id, event_date,
 * campaign_id. Agent, team and site are {@code unknown} where there is none (site null where no
 * team has one); campaign_id is empty where a measure has none. Units: counts, whole seconds,
 * hundredths of the reporting currency; no measure is ever null. Source: {@code Calls}, {@code
 * ClosedDeals}, {@code Shifts}, {@code SurveyAnswers}.
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
  public static final String ATTENDED_DAYS = "attended_days";
  public static final String SCHEDULED_SECONDS = "scheduled_seconds";
  public static final String WORKED_SECONDS = "worked_seconds";
  public static final String DEALS_WON = "deals_won";
  public static final String DEALS_LOST = "deals_lost";
  public static final String UNITS_SOLD = "units_sold";
  public static final String REVENUE_MINOR = "revenue_minor";
  public static final String CSAT_ANSWERS = "csat_answers";
  public static final String CSAT_SATISFIED = "csat_satisfied";
  public static final String NPS_ANSWERS = "nps_answers";
  public static final String NPS_PROMOTERS = "nps_promoters";
  public static final String NPS_DETRACTORS = "nps_detractors";

  /** Every measure, in the order of the table's columns. */
  public static final List<String> MEASURES =
      List.of(
          DIALS,
          CONNECTED_CALLS,
          OUTBOUND_CONTACTS,
          CONTACTS,
          EFFECTIVE_CALLS,
          TALK_SECONDS,
          HOLD_SECONDS,
          WRAP_SECONDS,
          HANDLE_SECONDS,
          BOT_DIALS,
          BOT_CONTACTS,
          ATTENDED_DAYS,
          SCHEDULED_SECONDS,
          WORKED_SECONDS,
          DEALS_WON,
          DEALS_LOST,
          UNITS_SOLD,
          REVENUE_MINOR,
          CSAT_ANSWERS,
          CSAT_SATISFIED,
          NPS_ANSWERS,
          NPS_PROMOTERS,
          NPS_DETRACTORS);

  private AgentDay() {}

  /**
   * @param closedDeals rows of {@code ClosedDeals}
   * @param surveyAnswers rows of {@code SurveyAnswers}
   * @param asOf events after this day are not counted
   */
  public static Dataset<Row> from(
      Dataset<Row> calls,
      Dataset<Row> closedDeals,
      Dataset<Row> shifts,
      Dataset<Row> surveyAnswers,
      Dataset<Row> teams,
      CallRules rules,
      LocalDate asOf) {
    Dataset<Row> countedCalls = upTo(asOf, calls);
    Dataset<Row> summed =
        Stream.of(
                CallMeasures.from(countedCalls, rules),
                AttendedDays.fromCalls(countedCalls, shifts),
                ShiftMeasures.from(upTo(asOf, shifts)),
                DealMeasures.from(upTo(asOf, closedDeals)),
                SurveyMeasures.from(upTo(asOf, surveyAnswers)))
            .map(AgentDay::withAllMeasures)
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .groupBy(AGENT_ID, TEAM_ID, CAMPAIGN_ID, EVENT_DATE)
            .sum(MEASURES.toArray(String[]::new))
            .toDF(summedColumns());
    return TeamSites.withSite(summed, teams).select(tableColumns());
  }

  /** The agent of an event, named where there is none. */
  static Column agent() {
    return coalesce(col(AGENT_ID), lit(TeamSites.UNKNOWN)).as(AGENT_ID);
  }

  /** The team of an event, named where there is none. */
  static Column team() {
    return coalesce(col(TEAM_ID), lit(TeamSites.UNKNOWN)).as(TEAM_ID);
  }

  private static Dataset<Row> upTo(LocalDate asOf, Dataset<Row> rows) {
    return rows.filter(col(EVENT_DATE).leq(lit(asOf)));
  }

  /** The whole row of a source that knows some of the measures. */
  private static Dataset<Row> withAllMeasures(Dataset<Row> source) {
    Set<String> known = Set.of(source.columns());
    Stream<Column> key =
        Stream.of(
            agent(),
            team(),
            (known.contains(CAMPAIGN_ID) ? coalesce(col(CAMPAIGN_ID), lit("")) : lit(""))
                .as(CAMPAIGN_ID),
            col(EVENT_DATE));
    Stream<Column> measures =
        MEASURES.stream().map(each -> known.contains(each) ? col(each) : lit(0L).as(each));
    return source.select(Stream.concat(key, measures).toArray(Column[]::new));
  }

  private static String[] summedColumns() {
    return Stream.concat(Stream.of(AGENT_ID, TEAM_ID, CAMPAIGN_ID, EVENT_DATE), MEASURES.stream())
        .toArray(String[]::new);
  }

  private static Column[] tableColumns() {
    return Stream.concat(
            Stream.of(AGENT_ID, TEAM_ID, SITE, CAMPAIGN_ID, EVENT_DATE), MEASURES.stream())
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
