-- Everything that counts, one row per thing that happened, with its day, its agent and what it adds.
-- team_id only where the thing itself has a team; elsewhere it is the agent's of the day.

CREATE TABLE events AS
SELECT
  c.day,
  c.agent_id,
  c.is_dial::INT AS dials,
  (c.is_dial AND c.is_connected)::INT AS connected,
  c.is_contact::INT AS contacts,
  (c.is_contact AND c.is_dial)::INT AS outbound_contacts,
  (c.is_contact AND c.talk >= 30)::INT AS effective,
  CASE WHEN c.is_contact THEN c.talk END AS talk,
  CASE WHEN c.is_contact THEN c.wrap END AS wrap,
  CASE WHEN c.is_contact THEN c.talk + c.hold + c.wrap END AS handle,
  c.is_bot_dial::INT AS bot_dials,
  c.is_bot_contact::INT AS bot_contacts,
  (c.is_dial AND c.person IS NOT NULL)::INT AS dials_to_people,
  (c.is_dial AND (c.is_abandoned OR (c.is_contact AND c.delay > 2)))::INT AS abandoned,
  (c.is_dial AND (c.is_abandoned OR c.is_contact))::INT AS live_answers,
  (c.is_dial AND NOT (c.time_of_day >= TIME '08:00:00' AND c.time_of_day < TIME '21:00:00'))::INT
    AS off_hours,
  (c.is_dial AND coalesce(u.do_not_call_from <= c.day, false))::INT AS breaches,
  CASE WHEN c.is_dial THEN c.person END AS dialled,
  CASE WHEN c.is_dial AND c.is_contact THEN c.person END AS reached,
  CASE WHEN c.is_contact THEN c.person END AS contacted,
  CASE WHEN c.is_contact AND is_high_value(c.person) THEN c.person END AS contacted_high_value,
  CASE WHEN c.outcome IN ('intent', 'appointment', 'sale') THEN c.person END AS intending,
  CASE WHEN c.outcome = 'appointment' THEN c.person END AS appointed
FROM called c
LEFT JOIN customers u ON u.customer_id = c.person
UNION ALL BY NAME
SELECT
  day,
  agent_id,
  1 AS first_contacts,
  is_resolved::INT AS resolved,
  is_complex::INT AS complex_contacts,
  (is_complex AND is_resolved)::INT AS complex_resolved
FROM (
  SELECT *, coalesce(topic IN (SELECT topic FROM complex_topics), false) AS is_complex
  FROM matters
  WHERE is_first AND is_over)
UNION ALL BY NAME
SELECT
  w.closed_on AS day,
  coalesce(t.agent_id, resolved(w.agent_id)) AS agent_id,
  1 AS conversions,
  is_high_value(w.customer_id)::INT AS high_value_conversions
FROM won w
LEFT JOIN last_touch t ON t.deal_id = w.deal_id
UNION ALL BY NAME
SELECT
  closed_on AS day,
  resolved(agent_id) AS agent_id,
  1 AS won,
  is_full_fee::INT AS full_fee,
  units,
  revenue,
  deal_cost,
  is_first::INT AS new_customers,
  customer_id AS buyer
FROM won
UNION ALL BY NAME
SELECT closed_on AS day, resolved(agent_id) AS agent_id, 1 AS lost
FROM deals
WHERE status = 'lost'
UNION ALL BY NAME
SELECT
  w.closed_on AS day,
  CASE WHEN w.source_agent_id IS NOT NULL THEN resolved(w.source_agent_id)
    ELSE resolved(l.agent_id) END AS agent_id,
  1 AS sourced,
  w.revenue AS sourced_revenue
FROM won w
LEFT JOIN last_lead l ON l.deal_id = w.deal_id
WHERE w.source_agent_id IS NOT NULL OR l.deal_id IS NOT NULL
UNION ALL BY NAME
SELECT
  r.day,
  resolved(d.agent_id) AS agent_id,
  reported(r.amount, d.currency, r.day) AS refunded,
  r.units AS refunded_units
FROM refunds r
LEFT JOIN deals d ON d.deal_id = r.deal_id
UNION ALL BY NAME
SELECT
  CAST(filed_at AS DATE) AS day,
  whose(agent_id, call_id, customer_id, filed_at) AS agent_id,
  1 AS complaints,
  coalesce(resolved_on <= as_of_day(), false)::INT AS complaints_resolved,
  cost AS complaint_cost
FROM complaints
UNION ALL BY NAME
SELECT
  CAST(l.created_at AS DATE) AS day,
  resolved(l.agent_id) AS agent_id,
  (l.class = 'A')::INT AS leads_a,
  (l.class = 'B')::INT AS leads_b,
  (l.class = 'C')::INT AS leads_c,
  (l.class IN ('A', 'B') AND EXISTS (
    SELECT 1 FROM won w
    WHERE w.customer_id = l.customer_id
      AND w.closed_at >= l.created_at
      AND w.closed_on <= as_of_day()))::INT AS leads_converted,
  CASE WHEN l.class IN ('A', 'B') THEN l.customer_id END AS intending
FROM leads l
UNION ALL BY NAME
SELECT enquiry_on AS day, resolved(agent_id) AS agent_id, 1 AS enquiries
FROM leads
WHERE enquiry_on IS NOT NULL
UNION ALL BY NAME
SELECT visited_on AS day, resolved(agent_id) AS agent_id, 1 AS visits
FROM leads
WHERE visited_on IS NOT NULL
UNION ALL BY NAME
SELECT
  day,
  agent_id,
  1 AS reviewed,
  (violations > 0)::INT AS violating,
  (is_accurate IS NOT NULL)::INT AS accuracy_reviews,
  is_accurate::INT AS accurate,
  (script_score IS NOT NULL)::INT AS script_reviews,
  script_score,
  (stability IS NOT NULL)::INT AS stability_reviews,
  stability,
  (pressure IS NOT NULL)::INT AS pressure_reviews,
  pressure,
  (empathy IS NOT NULL)::INT AS empathy_reviews,
  empathy,
  (mood_start = 'negative')::INT AS began_negative,
  (mood_start = 'negative' AND mood_end = 'positive')::INT AS recovered,
  is_exemplary::INT AS exemplary
FROM reviewed
UNION ALL BY NAME
SELECT
  day,
  resolved(agent_id) AS agent_id,
  logged_in - breaks AS worked,
  scheduled,
  available,
  1 AS rostered,
  (scheduled > 0)::INT AS scheduled_days,
  CASE WHEN leave_type IS DISTINCT FROM 'annual' THEN leave_days END AS leave_days
FROM shifts
UNION ALL BY NAME
SELECT day, agent_id, 1 AS attended FROM attended
UNION ALL BY NAME
-- a week counts on its first day attended
SELECT min(day) AS day, agent_id, 1 AS attended_weeks
FROM attended
GROUP BY agent_id, date_trunc('week', day)
UNION ALL BY NAME
SELECT
  day,
  resolved(agent_id) AS agent_id,
  (kind = 'daily'
    AND coalesce(
      submitted_at <= CAST(CAST(day AS TIMESTAMP) + INTERVAL '23:59:00' AS TIMESTAMPTZ),
      false))::INT AS reports_in_time,
  (kind = 'weekly')::INT AS weekly_reports
FROM worklogs
UNION ALL BY NAME
-- a signed target without a result, and an objective of nothing, say nothing
SELECT
  day,
  resolved(agent_id) AS agent_id,
  1 AS objectives,
  weight,
  round(CAST(weight AS DECIMAL(10, 4)) * least(
    coalesce(actual, 0) / target, 1), 8) AS attained
FROM objectives
WHERE target <> 0 AND (kpi IS NULL OR actual IS NOT NULL)
UNION ALL BY NAME
SELECT
  day,
  resolved(agent_id) AS agent_id,
  rater_kind,
  CASE WHEN rater_kind = 'manager' THEN dimension END AS dimension,
  score
FROM ratings
UNION ALL BY NAME
SELECT
  CAST(updated_at AS DATE) AS day,
  resolved(agent_id) AS agent_id,
  required_fields,
  filled_fields
FROM customers
WHERE updated_at IS NOT NULL
UNION ALL BY NAME
SELECT
  month AS day,
  'unknown' AS agent_id,
  coalesce(team_id, 'unknown') AS team_id,
  reported(amount, currency, month) AS cost
FROM costs
UNION ALL BY NAME
SELECT left_on AS day, agent_id, 1 AS leavers
FROM staff
WHERE left_reason = 'voluntary' AND left_on IS NOT NULL
UNION ALL BY NAME
SELECT day, resolved(agent_id) AS agent_id, 1 AS renewals_due, is_renewed::INT AS renewals_won
FROM renewals
UNION ALL BY NAME
SELECT
  w.day,
  w.agent_id,
  CASE WHEN c.is_matured THEN w.part ELSE 0 END AS matured,
  CASE WHEN c.is_matured AND c.is_back THEN w.part ELSE 0 END AS repurchased,
  w.repurchase_revenue,
  w.lifetime_value
FROM winners w
JOIN cohort c USING (customer_id)
WHERE (SELECT is_computed FROM worth)
UNION ALL BY NAME
SELECT active_from AS day, agent_id, team_id, part AS activated
FROM tenures
WHERE (SELECT is_computed FROM worth)
UNION ALL BY NAME
SELECT lost_on AS day, agent_id, team_id, part AS churned
FROM tenures
WHERE lost_on < as_of_day() AND (SELECT is_computed FROM worth)
UNION ALL BY NAME
SELECT
  CAST(answered_at AS DATE) AS day,
  whose(agent_id, call_id, customer_id, answered_at) AS agent_id,
  (csat >= 4)::INT AS satisfied,
  (csat IS NOT NULL)::INT AS csat_answers,
  (nps >= 9)::INT AS promoters,
  (nps <= 6)::INT AS detractors,
  (nps IS NOT NULL)::INT AS nps_answers
FROM surveys;
