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
          .add(Resolved.CUSTOMER_NO, "int")
          .add(Resolved.EVENT_DATE, "date")
          .add(Calls.STARTED_AT, "timestamp");

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
          .add(Roster.GIVEN_AGENT_ID, "string")
          .add(Shifts.AGENT_ID, "string")
          .add(Resolved.TEAM_ID, "string")
          .add(Shifts.DATE, "date")
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

  /** By feed. */
  public static final Map<String, StructType> SCHEMAS =
      Map.of(
          Calls.NAME, CALLS,
          Deals.NAME, DEALS,
          Shifts.NAME, SHIFTS,
          Surveys.NAME, SURVEYS,
          Agents.NAME, AGENTS,
          Teams.NAME, TEAMS);

  private Silver() {}
}
