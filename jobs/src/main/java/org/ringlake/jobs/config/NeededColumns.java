package org.ringlake.jobs.config;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Complaints;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Ratings;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Reviews;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;
import org.ringlake.staging.Worklogs;

/**
 * The feeds, and the columns of them, that Java code reads by name: a configuration without them
 * cannot work.
 */
final class NeededColumns {
  static final Map<String, List<String>> BY_FEED =
      Map.ofEntries(
          entry(
              Agents.NAME,
              List.of(
                  Agents.AGENT_ID,
                  Agents.TEAM_ID,
                  Agents.ROLE,
                  Agents.EXTENSION,
                  Agents.HIRED_ON,
                  Agents.LEFT_ON,
                  Agents.LEFT_REASON,
                  Agents.VALID_FROM)),
          entry(
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
                  Calls.CONNECT_DELAY_SECONDS,
                  Calls.OUTCOME,
                  Calls.TOPIC,
                  Calls.TRANSCRIPT)),
          entry(
              Complaints.NAME,
              List.of(
                  Complaints.COMPLAINT_ID,
                  Complaints.AGENT_ID,
                  Complaints.CUSTOMER_ID,
                  Complaints.CALL_ID,
                  Complaints.FILED_AT,
                  Complaints.RESOLVED_AT,
                  Complaints.COST)),
          entry(
              Costs.NAME,
              List.of(Costs.COST_ID, Costs.TEAM_ID, Costs.MONTH, Costs.AMOUNT, Costs.CURRENCY)),
          entry(
              Customers.NAME,
              List.of(
                  Customers.CUSTOMER_ID,
                  Customers.PHONE,
                  Customers.SEGMENT,
                  Customers.DO_NOT_CALL_FROM,
                  Customers.REQUIRED_FIELDS,
                  Customers.FILLED_FIELDS,
                  Customers.AGENT_ID)),
          entry(
              Deals.NAME,
              List.of(
                  Deals.DEAL_ID,
                  Deals.CUSTOMER_ID,
                  Deals.AGENT_ID,
                  Deals.SOURCE_AGENT_ID,
                  Deals.STATUS,
                  Deals.AMOUNT,
                  Deals.CURRENCY,
                  Deals.COST,
                  Deals.UNITS,
                  Deals.PRODUCT,
                  Deals.IS_FULL_FEE,
                  Deals.IS_RENEWAL,
                  Deals.RENEWAL_DUE_ON,
                  Deals.CLOSED_AT)),
          entry(
              Leads.NAME,
              List.of(
                  Leads.LEAD_ID,
                  Leads.AGENT_ID,
                  Leads.CUSTOMER_ID,
                  Leads.CLASS,
                  Leads.CREATED_AT,
                  Leads.ENQUIRY_SENT_AT,
                  Leads.VISITED_AT)),
          entry(
              Objectives.NAME,
              List.of(
                  Objectives.OBJECTIVE_ID,
                  Objectives.AGENT_ID,
                  Objectives.PERIOD_START,
                  Objectives.PERIOD,
                  Objectives.KPI,
                  Objectives.WEIGHT,
                  Objectives.TARGET,
                  Objectives.ACTUAL)),
          entry(
              Ratings.NAME,
              List.of(
                  Ratings.RATING_ID,
                  Ratings.AGENT_ID,
                  Ratings.RATER_KIND,
                  Ratings.DIMENSION,
                  Ratings.SCORE)),
          entry(
              Refunds.NAME,
              List.of(Refunds.REFUND_ID, Refunds.DEAL_ID, Refunds.AMOUNT, Refunds.UNITS)),
          entry(
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
                  Reviews.IS_EXEMPLARY)),
          entry(
              Shifts.NAME,
              List.of(
                  Shifts.AGENT_ID,
                  Shifts.DATE,
                  Shifts.SCHEDULED_SECONDS,
                  Shifts.LOGGED_IN_SECONDS,
                  Shifts.BREAK_SECONDS,
                  Shifts.AVAILABLE_SECONDS,
                  Shifts.LEAVE_TYPE,
                  Shifts.LEAVE_DAYS)),
          entry(
              Surveys.NAME,
              List.of(
                  Surveys.SURVEY_ID,
                  Surveys.CALL_ID,
                  Surveys.AGENT_ID,
                  Surveys.CUSTOMER_ID,
                  Surveys.ANSWERED_AT,
                  Surveys.CSAT,
                  Surveys.NPS)),
          entry(Teams.NAME, List.of(Teams.TEAM_ID, Teams.SITE, Teams.VALID_FROM)),
          entry(
              Worklogs.NAME,
              List.of(Worklogs.AGENT_ID, Worklogs.DATE, Worklogs.KIND, Worklogs.SUBMITTED_AT)));

  private NeededColumns() {}
}
