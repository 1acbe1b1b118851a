package org.ringlake.staging;

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
          .add(Deals.UNITS, "int")
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Deals.CLOSED_AT, "timestamp");

  public static final StructType SHIFTS =
      new StructType()
          .add(Shifts.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Shifts.SCHEDULED_SECONDS, "int")
          .add(Shifts.LOGGED_IN_SECONDS, "int")
          .add(Shifts.BREAK_SECONDS, "int")
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

  public static final StructType REVIEWS =
      new StructType()
          .add(Reviews.REVIEW_ID, "string")
          .add(Reviews.CALL_ID, "string")
          .add(Reviews.REVIEWED_AT, "timestamp")
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
          .add(Resolved.EVENT_DATE, "date")
          .add(Resolved.FILE_ID, "string")
          .add(Resolved.UPDATED_AT, "timestamp");

  public static final StructType AGENTS =
      new StructType()
          .add(Agents.AGENT_ID, "string")
          .add(Agents.TEAM_ID, "string")
          .add(Agents.VALID_FROM, "date");

  public static final StructType TEAMS =
      new StructType()
          .add(Teams.TEAM_ID, "string")
          .add(Teams.SITE, "string")
          .add(Teams.VALID_FROM, "date");

  private Silver() {}
}
