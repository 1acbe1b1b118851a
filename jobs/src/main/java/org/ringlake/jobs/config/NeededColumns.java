package org.ringlake.jobs.config;

import java.util.List;
import java.util.Map;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Reviews;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;

/**
 * The feeds, and the columns of them, that Java code reads by name: a configuration without them
 * cannot work.
 */
final class NeededColumns {
  static final Map<String, List<String>> BY_FEED =
      Map.of(
          Calls.NAME,
          List.of(
              Calls.CALL_ID,
              Calls.STARTED_AT,
              Calls.AGENT_ID,
              Calls.EXTENSION,
              Calls.AGENT_KIND,
              Calls.CAMPAIGN_ID,
              Calls.CUSTOMER_ID,
              Calls.DIRECTION,
              Calls.DISPOSITION,
              Calls.TALK_SECONDS,
              Calls.HOLD_SECONDS,
              Calls.WRAP_SECONDS,
              Calls.TRANSCRIPT),
          Deals.NAME,
          List.of(
              Deals.DEAL_ID,
              Deals.CUSTOMER_ID,
              Deals.AGENT_ID,
              Deals.STATUS,
              Deals.AMOUNT,
              Deals.CURRENCY,
              Deals.UNITS,
              Deals.CLOSED_AT),
          Shifts.NAME,
          List.of(
              Shifts.AGENT_ID,
              Shifts.DATE,
              Shifts.SCHEDULED_SECONDS,
              Shifts.LOGGED_IN_SECONDS,
              Shifts.BREAK_SECONDS),
          Surveys.NAME,
          List.of(
              Surveys.SURVEY_ID,
              Surveys.CALL_ID,
              Surveys.AGENT_ID,
              Surveys.CUSTOMER_ID,
              Surveys.ANSWERED_AT,
              Surveys.CSAT,
              Surveys.NPS),
          Reviews.NAME,
          List.of(
              Reviews.REVIEW_ID,
              Reviews.CALL_ID,
              Reviews.REVIEWED_AT,
              Reviews.SOURCE,
              Reviews.VIOLATIONS,
              Reviews.SCRIPT_SCORE,
              Reviews.INFORMATION_ACCURATE,
              Reviews.EMOTIONAL_STABILITY,
              Reviews.PRESSURE_RESISTANCE,
              Reviews.EMPATHY_PHRASES,
              Reviews.MOOD_START,
              Reviews.MOOD_END,
              Reviews.IS_EXEMPLARY),
          Customers.NAME,
          List.of(Customers.CUSTOMER_ID),
          Objectives.NAME,
          List.of(
              Objectives.OBJECTIVE_ID,
              Objectives.AGENT_ID,
              Objectives.PERIOD_START,
              Objectives.PERIOD,
              Objectives.KPI,
              Objectives.TARGET),
          Agents.NAME,
          List.of(Agents.AGENT_ID, Agents.TEAM_ID, Agents.EXTENSION, Agents.VALID_FROM),
          Teams.NAME,
          List.of(Teams.TEAM_ID, Teams.SITE, Teams.VALID_FROM));

  private NeededColumns() {}
}
