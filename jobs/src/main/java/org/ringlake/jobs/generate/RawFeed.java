package org.ringlake.jobs.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The generic feeds as raw files: their header, in the order in which the generator writes its
 * fields, and the stretch of time one file covers.
 */
enum RawFeed {
  CALLS(
      Cut.MONTH,
      "call_id,started_at,agent_id,extension,agent_kind,campaign_id,customer_id,phone,direction,disposition,"
          + "ring_seconds,talk_seconds,hold_seconds,wrap_seconds,connect_delay_seconds,outcome,topic,"
          + "transcript,updated_at"),
  DEALS(
      Cut.QUARTER,
      "deal_id,customer_id,agent_id,source_agent_id,status,amount,currency,cost,units,product,is_full_fee,"
          + "is_renewal,renewal_due_on,created_at,closed_at,updated_at"),
  REFUNDS(Cut.QUARTER, "refund_id,deal_id,amount,units,refunded_at"),
  CUSTOMERS(
      Cut.QUARTER,
      "customer_id,phone,created_at,segment,do_not_call_from,required_fields,filled_fields,agent_id,"
          + "updated_at"),
  AGENTS(
      Cut.YEAR,
      "agent_id,name,team_id,plan,role,level,extension,base_pay,performance_base,hired_on,left_on,"
          + "left_reason,valid_from,updated_at"),
  TEAMS(Cut.YEAR, "team_id,name,site,business,valid_from"),
  SHIFTS(
      Cut.QUARTER,
      "agent_id,date,scheduled_seconds,logged_in_seconds,break_seconds,available_seconds,leave_type,"
          + "leave_days"),
  SURVEYS(Cut.QUARTER, "survey_id,call_id,agent_id,customer_id,answered_at,csat,nps"),
  REVIEWS(
      Cut.QUARTER,
      "review_id,call_id,reviewed_at,source,violations,script_score,information_accurate,"
          + "emotional_stability,pressure_resistance,empathy_phrases,mood_start,mood_end,is_exemplary"),
  COMPLAINTS(
      Cut.QUARTER,
      "complaint_id,agent_id,customer_id,call_id,filed_at,resolved_at,cost,updated_at"),
  LEADS(
      Cut.QUARTER,
      "lead_id,agent_id,customer_id,class,created_at,enquiry_sent_at,visited_at,updated_at"),
  COSTS(Cut.YEAR, "cost_id,team_id,month,kind,amount,currency"),
  OBJECTIVES(
      Cut.YEAR, "objective_id,agent_id,period_start,period,kpi,weight,target,actual,updated_at"),
  RATINGS(Cut.QUARTER, "rating_id,agent_id,rated_at,rater_kind,dimension,score"),
  WORKLOGS(Cut.QUARTER, "agent_id,date,kind,submitted_at,text"),
  APPEALS(
      Cut.YEAR,
      "appeal_id,agent_id,plan,period,period_start,kpi,filed_at,reason,status,decided_at,corrected_value");

  private final Cut cut;
  private final String header;

  RawFeed(Cut cut, String header) {
    this.cut = cut;
    this.header = header;
  }

  /** The feed's name in the contract, which is also its folder. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  Cut cut() {
    return cut;
  }

  String header() {
    return header;
  }

  List<String> columns() {
    return List.of(header.split(","));
  }

  static RawFeed named(String name) {
    return Arrays.stream(values())
        .filter(feed -> feed.folder().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String name) {
    String known = Arrays.stream(values()).map(RawFeed::folder).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "Cannot generate feed '%s': there is no such feed. Use some of %s.".formatted(name, known));
  }
}
