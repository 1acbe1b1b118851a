package org.ringlake.jobs.oracle;

import java.util.ArrayList;
import java.util.List;

/** The feeds the oracle reads, with their columns in the contract's order. */
enum OracleFeed {
  CALLS(
      "call_id",
      "started_at",
      "agent_id",
      "extension",
      "agent_kind",
      "campaign_id",
      "customer_id",
      "phone",
      "direction",
      "disposition",
      "ring_seconds",
      "talk_seconds",
      "hold_seconds",
      "wrap_seconds",
      "connect_delay_seconds",
      "outcome",
      "topic",
      "transcript"),
  DEALS(
      "deal_id",
      "customer_id",
      "agent_id",
      "source_agent_id",
      "status",
      "amount",
      "currency",
      "cost",
      "units",
      "product",
      "is_full_fee",
      "is_renewal",
      "renewal_due_on",
      "created_at",
      "closed_at"),
  CUSTOMERS(
      "customer_id",
      "phone",
      "created_at",
      "segment",
      "do_not_call_from",
      "required_fields",
      "filled_fields",
      "agent_id"),
  AGENTS(
      "agent_id",
      "name",
      "team_id",
      "plan",
      "role",
      "level",
      "extension",
      "base_pay",
      "performance_base",
      "hired_on",
      "left_on",
      "left_reason",
      "valid_from"),
  TEAMS("team_id", "name", "site", "business", "valid_from"),
  SHIFTS(
      "agent_id",
      "date",
      "scheduled_seconds",
      "logged_in_seconds",
      "break_seconds",
      "available_seconds",
      "leave_type",
      "leave_days"),
  SURVEYS("survey_id", "call_id", "agent_id", "customer_id", "answered_at", "csat", "nps"),
  REFUNDS("refund_id", "deal_id", "amount", "units", "refunded_at"),
  REVIEWS(
      "review_id",
      "call_id",
      "reviewed_at",
      "source",
      "violations",
      "script_score",
      "information_accurate",
      "emotional_stability",
      "pressure_resistance",
      "empathy_phrases",
      "mood_start",
      "mood_end",
      "is_exemplary"),
  COMPLAINTS(
      "complaint_id", "agent_id", "customer_id", "call_id", "filed_at", "resolved_at", "cost"),
  LEADS(
      "lead_id", "agent_id", "customer_id", "class", "created_at", "enquiry_sent_at", "visited_at"),
  COSTS("cost_id", "team_id", "month", "kind", "amount", "currency"),
  OBJECTIVES(
      "objective_id", "agent_id", "period_start", "period", "kpi", "weight", "target", "actual"),
  RATINGS("rating_id", "agent_id", "rated_at", "rater_kind", "dimension", "score"),
  WORKLOGS("agent_id", "date", "kind", "submitted_at", "text");

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final List<String> columns;

  OracleFeed(String... columns) {
    List<String> all = new ArrayList<>(List.of(columns));
    all.add("updated_at");
    all.add("is_deleted");
    this.columns = List.copyOf(all);
  }

  String folder() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  List<String> columns() {
    return columns;
  }
}
