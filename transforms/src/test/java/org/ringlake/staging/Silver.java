package org.ringlake.staging;

import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.Roster;

/** The columns of silver that facts and measures read. */
public final class Silver {
  public static final StructType CALLS =
      new StructType()
          .add(Calls.CALL_ID, "string")
          .add(Calls.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Calls.CAMPAIGN_ID, "string")
          .add(Calls.AGENT_KIND, "string")
          .add(Calls.DIRECTION, "string")
          .add(Calls.DISPOSITION, "string")
          .add(Calls.TALK_SECONDS, "int")
          .add(Calls.HOLD_SECONDS, "int")
          .add(Calls.WRAP_SECONDS, "int")
          .add(Calls.CONNECT_DELAY_SECONDS, "int")
          .add(Calls.OUTCOME, "string")
          .add(Calls.TOPIC, "string")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Calls.STARTED_AT, "timestamp")
          .add(Calls.TRANSCRIPT, "string")
          .add(Resolved.FILE_ID, "string")
          .add(Resolved.UPDATED_AT, "timestamp");

  public static final StructType DEALS =
      new StructType()
          .add(Deals.DEAL_ID, "string")
          .add(Deals.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Deals.STATUS, "string")
          .add(Deals.AMOUNT, "decimal(18,2)")
          .add(Deals.CURRENCY, "string")
          .add(Deals.COST, "decimal(18,2)")
          .add(Deals.SOURCE_AGENT_ID, "string")
          .add(Deals.UNITS, "int")
          .add(Deals.IS_FULL_FEE, "boolean")
          .add(Deals.PRODUCT, "string")
          .add(Deals.IS_RENEWAL, "boolean")
          .add(Deals.RENEWAL_DUE_ON, "date")
          .add(Resolved.CUSTOMER_ID, "string")
          .add(Resolved.CUSTOMER_KEY, "string")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Deals.CLOSED_AT, "timestamp");

  public static final StructType SHIFTS =
      new StructType()
          .add(Roster.GIVEN_AGENT_ID, "string")
          .add(Shifts.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Shifts.DATE, "date")
          .add(Shifts.SCHEDULED_SECONDS, "int")
          .add(Shifts.LOGGED_IN_SECONDS, "int")
          .add(Shifts.BREAK_SECONDS, "int")
          .add(Shifts.AVAILABLE_SECONDS, "int")
          .add(Shifts.LEAVE_TYPE, "string")
          .add(Shifts.LEAVE_DAYS, "decimal(18,6)")
          .add(Resolved.EVENT_DATE, "date");

  public static final StructType SURVEYS =
      new StructType()
          .add(Surveys.SURVEY_ID, "string")
          .add(Surveys.CALL_ID, "string")
          .add(Roster.GIVEN_AGENT_ID, "string")
          .add(Surveys.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Surveys.CSAT, "int")
          .add(Surveys.NPS, "int")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Surveys.ANSWERED_AT, "timestamp");

  public static final StructType COMPLAINTS =
      new StructType()
          .add(Complaints.COMPLAINT_ID, "string")
          .add(Complaints.CALL_ID, "string")
          .add(Roster.GIVEN_AGENT_ID, "string")
          .add(Complaints.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Complaints.COST, "decimal(18,2)")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Complaints.FILED_AT, "timestamp")
          .add(Complaints.RESOLVED_AT, "timestamp");

  public static final StructType LEADS =
      new StructType()
          .add(Leads.LEAD_ID, "string")
          .add(Leads.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Leads.CLASS, "string")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Leads.CREATED_AT, "timestamp")
          .add(Leads.ENQUIRY_SENT_AT, "timestamp")
          .add(Leads.VISITED_AT, "timestamp");

  public static final StructType REFUNDS =
      new StructType()
          .add(Refunds.REFUND_ID, "string")
          .add(Refunds.DEAL_ID, "string")
          .add(Refunds.AMOUNT, "decimal(18,2)")
          .add(Refunds.UNITS, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Refunds.REFUNDED_AT, "timestamp");

  public static final StructType COSTS =
      new StructType()
          .add(Costs.COST_ID, "string")
          .add(Costs.TEAM_ID, "string")
          .add(Costs.MONTH, "date")
          .add(Costs.AMOUNT, "decimal(18,2)")
          .add(Costs.CURRENCY, "string")
          .add(Resolved.EVENT_DATE, "date");

  public static final StructType AGENTS =
      new StructType()
          .add(Agents.AGENT_ID, "string")
          .add(Agents.TEAM_ID, "string")
          .add(Agents.ROLE, "string")
          .add(Agents.HIRED_ON, "date")
          .add(Agents.LEFT_ON, "date")
          .add(Agents.LEFT_REASON, "string")
          .add(Agents.VALID_FROM, "date");

  public static final StructType WORKLOGS =
      new StructType()
          .add(Roster.GIVEN_AGENT_ID, "string")
          .add(Worklogs.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Worklogs.KIND, "string")
          .add(Worklogs.DATE, "date")
          .add(Resolved.EVENT_DATE, "date")
          .add(Worklogs.SUBMITTED_AT, "timestamp");

  public static final StructType OBJECTIVES =
      new StructType()
          .add(Objectives.OBJECTIVE_ID, "string")
          .add(Objectives.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Objectives.PERIOD, "string")
          .add(Objectives.KPI, "string")
          .add(Objectives.WEIGHT, "decimal(18,6)")
          .add(Objectives.TARGET, "decimal(18,6)")
          .add(Objectives.ACTUAL, "decimal(18,6)")
          .add(Objectives.PERIOD_START, "date")
          .add(Resolved.EVENT_DATE, "date");

  public static final StructType RATINGS =
      new StructType()
          .add(Ratings.RATING_ID, "string")
          .add(Ratings.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Ratings.RATER_KIND, "string")
          .add(Ratings.DIMENSION, "string")
          .add(Ratings.SCORE, "decimal(18,6)")
          .add(Resolved.EVENT_DATE, "date")
          .add(Ratings.RATED_AT, "timestamp");

  public static final StructType CUSTOMERS =
      new StructType()
          .add(Customers.CUSTOMER_ID, "string")
          .add(Customers.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Customers.SEGMENT, "string")
          .add(Customers.REQUIRED_FIELDS, "int")
          .add(Customers.FILLED_FIELDS, "int")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Customers.DO_NOT_CALL_FROM, "date")
          .add(Resolved.EVENT_DATE, "date")
          .add(Resolved.UPDATED_AT, "timestamp");

  public static final StructType REVIEWS =
      new StructType()
          .add(Reviews.REVIEW_ID, "string")
          .add(Reviews.CALL_ID, "string")
          .add(Reviews.SOURCE, "string")
          .add(Reviews.VIOLATIONS, "int")
          .add(Reviews.SCRIPT_SCORE, "decimal(18,6)")
          .add(Reviews.INFORMATION_ACCURATE, "boolean")
          .add(Reviews.EMOTIONAL_STABILITY, "decimal(18,6)")
          .add(Reviews.PRESSURE_RESISTANCE, "decimal(18,6)")
          .add(Reviews.EMPATHY_PHRASES, "int")
          .add(Reviews.MOOD_START, "string")
          .add(Reviews.MOOD_END, "string")
          .add(Reviews.IS_EXEMPLARY, "boolean")
          .add(Resolved.FILE_ID, "string")
          .add(Resolved.EVENT_DATE, "date")
          .add(Reviews.REVIEWED_AT, "timestamp")
          .add(Resolved.UPDATED_AT, "timestamp");

  public static final StructType TEAMS =
      new StructType()
          .add(Teams.TEAM_ID, "string")
          .add(Teams.SITE, "string")
          .add(Teams.VALID_FROM, "date");

  /** By feed. */
  public static final Map<String, StructType> SCHEMAS =
      Map.ofEntries(
          Map.entry(Calls.NAME, CALLS),
          Map.entry(Deals.NAME, DEALS),
          Map.entry(Worklogs.NAME, WORKLOGS),
          Map.entry(Objectives.NAME, OBJECTIVES),
          Map.entry(Ratings.NAME, RATINGS),
          Map.entry(Reviews.NAME, REVIEWS),
          Map.entry(Complaints.NAME, COMPLAINTS),
          Map.entry(Leads.NAME, LEADS),
          Map.entry(Refunds.NAME, REFUNDS),
          Map.entry(Costs.NAME, COSTS),
          Map.entry(Customers.NAME, CUSTOMERS),
          Map.entry(Shifts.NAME, SHIFTS),
          Map.entry(Surveys.NAME, SURVEYS),
          Map.entry(Agents.NAME, AGENTS),
          Map.entry(Teams.NAME, TEAMS));

  private Silver() {}
}
