-- Every KPI of every cell.

-- Not rounded: what is published of a numerator and a denominator has ten decimals, values have none left out.
CREATE MACRO plain(id, n) AS
  {'kpi': id, 'numerator': CAST(n AS DOUBLE), 'denominator': CAST(NULL AS DOUBLE)};
CREATE MACRO ratio(id, n, d) AS
  {'kpi': id, 'numerator': CAST(n AS DOUBLE), 'denominator': CAST(d AS DOUBLE)};

CREATE TABLE kpis AS
SELECT
  layer,
  entity_id,
  period,
  period_start,
  unnest([
    plain('dials', dials),
    ratio('dials_per_day', dials, attended),
    ratio('dials_per_hour', dials, worked / 3600),
    plain('connected_calls', connected),
    ratio('connect_rate', connected, dials),
    ratio('contact_rate', outbound_contacts, dials),
    ratio('list_contact_rate', reached_people, dialled_people),
    ratio('attempts_per_customer', dials_to_people, dialled_people),
    plain('customers_contacted', contacted_people),
    plain('calls_handled', contacts),
    ratio('effective_call_rate', effective, contacts),
    ratio('effective_calls_per_day', effective, attended),
    plain('talk_seconds', talk),
    ratio('average_talk_seconds', talk, contacts),
    ratio('talk_share', talk, worked),
    ratio('average_handle_seconds', handle, contacts),
    ratio('wrap_share', wrap, handle),
    ratio('occupancy', handle, handle + available),
    ratio('utilisation', handle + available, scheduled),
    ratio('weekly_hours', worked / 3600, rostered / 7),
    ratio('absence_rate', leave_days, scheduled_days),
    ratio('csat', satisfied, csat_answers),
    ratio('nps', 100 * (promoters - detractors), nps_answers),
    ratio('first_call_resolution', resolved, first_contacts),
    ratio('complex_resolution_rate', complex_resolved, complex_contacts),
    ratio('information_accuracy', accurate, accuracy_reviews),
    ratio('violation_rate', violating, reviewed),
    ratio('compliance_rate', reviewed - violating, reviewed),
    ratio('script_adherence', script_score, script_reviews),
    ratio('emotional_stability', stability, stability_reviews),
    ratio('pressure_resistance', pressure, pressure_reviews),
    ratio('empathy_per_call', empathy, empathy_reviews),
    ratio('mood_recovery_rate', recovered, began_negative),
    plain('exemplary_calls', exemplary),
    ratio('abandon_rate', abandoned, live_answers),
    ratio('off_hours_dial_rate', off_hours, dials),
    plain('do_not_call_breaches', breaches),
    ratio('complaint_rate', complaints, contacts),
    ratio('complaint_resolution_rate', complaints_resolved, complaints),
    ratio('conversion_rate', conversions, contacted_people),
    ratio('high_value_conversion_rate', high_value_conversions, high_value_people),
    ratio('win_rate', won, won + lost),
    ratio('intent_rate', intending_people, contacted_people),
    ratio('appointment_rate', appointed_people, contacted_people),
    plain('leads', leads_a + leads_b),
    plain('leads_a', leads_a),
    plain('leads_b', leads_b),
    plain('leads_c', leads_c),
    ratio('lead_conversion_rate', leads_converted, leads_a + leads_b),
    plain('valid_information', leads_a + leads_b + leads_c),
    plain('enquiries_sent', enquiries),
    plain('visits', visits),
    plain('deals_won', won),
    plain('full_fee_deals', full_fee),
    plain('units_sold', units),
    plain('revenue', revenue),
    plain('sourced_deals', sourced),
    plain('sourced_revenue', sourced_revenue),
    plain('net_revenue', revenue - refunded),
    plain('net_profit', revenue - refunded - deal_cost - complaint_cost),
    ratio('average_order_value', revenue, buyers),
    plain('new_customers', new_customers),
    ratio('return_rate', refunded, revenue),
    ratio('return_units_rate', refunded_units, units),
    ratio('profile_completion', filled_fields, required_fields),
    ratio('revenue_per_hour', revenue, worked / 3600),
    ratio('objective_attainment', attained, weight),
    ratio('report_rate', reports_in_time, attended),
    ratio('weekly_report_rate', weekly_reports, attended_weeks),
    ratio('repurchase_rate_6m', repurchased, matured),
    plain('repurchase_revenue_6m', repurchase_revenue),
    ratio('renewal_rate', renewals_won, renewals_due),
    plain('lifetime_value', lifetime_value),
    plain('bot_dials', bot_dials),
    plain('bot_contacts', bot_contacts)], recursive := true)
FROM cells;

-- Ratings.
INSERT INTO kpis
SELECT
  layer, entity_id, period, period_start, k.kpi, coalesce(s.score, 0), coalesce(s.ratings, 0)
FROM cells
CROSS JOIN (
  SELECT unnest([
    'peer_rating', 'manager_rating', 'customer_rating', 'self_rating', 'rating_teamwork',
    'rating_service', 'rating_skills', 'rating_knowledge', 'rating_analysis', 'rating_execution',
    'rating_attitude', 'rating_communication', 'rating_solving', 'rating_speed',
    'rating_training']) AS kpi) k
LEFT JOIN scores s USING (layer, entity_id, period, period_start, kpi);

INSERT INTO kpis
SELECT
  layer, entity_id, period, period_start, 'churn_rate', c.churned, coalesce(s.customers, 0)
FROM cells c
LEFT JOIN standing s USING (layer, entity_id, period, period_start);

-- Of teams and the enterprise only, from a month on.
INSERT INTO kpis
SELECT
  c.layer,
  c.entity_id,
  c.period,
  c.period_start,
  unnest([
    ratio('cost_per_connect', c.cost, c.connected),
    ratio('cost_per_deal', c.cost, c.won),
    ratio(
      'attrition_rate',
      c.leavers * CASE c.period WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END,
      (coalesce(o.people, 0) + coalesce(l.people, 0)) / 2)], recursive := true)
FROM cells c
LEFT JOIN headcount o
  ON o.layer = c.layer AND o.entity_id = c.entity_id AND o.day = c.period_start - 1
LEFT JOIN headcount l
  ON l.layer = c.layer
  AND l.entity_id = c.entity_id
  AND l.day = least(next_start(c.period, c.period_start) - 1, as_of_day())
WHERE c.layer IN ('team', 'enterprise') AND c.period IN ('month', 'quarter', 'year');

ALTER TABLE kpis ADD COLUMN value DOUBLE;
UPDATE kpis
SET value = CASE
  WHEN denominator IS NULL THEN numerator
  WHEN denominator <> 0 THEN numerator / denominator
END;
