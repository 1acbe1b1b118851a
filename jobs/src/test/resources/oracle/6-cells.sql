-- Every cell in which anything counted happened, with its sums and its distinct people.

CREATE TABLE placed AS
SELECT
  e.* EXCLUDE (team_id),
  unnest([
    {'layer': 'agent', 'entity_id': e.agent_id},
    {'layer': 'team', 'entity_id': coalesce(e.team_id, r.team_id, 'unknown')},
    {'layer': 'site', 'entity_id': coalesce(s.site, 'unknown')},
    {'layer': 'enterprise', 'entity_id': 'all'}]) AS place
FROM events e
LEFT JOIN roster r ON r.day = e.day AND r.agent_id = e.agent_id
LEFT JOIN sites s ON s.day = e.day AND s.team_id = coalesce(e.team_id, r.team_id)
WHERE e.day <= as_of_day();

CREATE TABLE dated AS
SELECT
  *,
  unnest(spans(day)) AS span
FROM placed;

CREATE MACRO total(x) AS coalesce(sum(x), 0);

CREATE TABLE sums AS
SELECT
  place.layer AS layer,
  place.entity_id AS entity_id,
  span.period AS period,
  span.start AS period_start,
  total(dials) AS dials,
  total(connected) AS connected,
  total(contacts) AS contacts,
  total(outbound_contacts) AS outbound_contacts,
  total(effective) AS effective,
  total(talk) AS talk,
  total(wrap) AS wrap,
  total(handle) AS handle,
  total(bot_dials) AS bot_dials,
  total(bot_contacts) AS bot_contacts,
  total(dials_to_people) AS dials_to_people,
  total(abandoned) AS abandoned,
  total(live_answers) AS live_answers,
  total(off_hours) AS off_hours,
  total(breaches) AS breaches,
  total(first_contacts) AS first_contacts,
  total(resolved) AS resolved,
  total(complex_contacts) AS complex_contacts,
  total(complex_resolved) AS complex_resolved,
  total(conversions) AS conversions,
  total(high_value_conversions) AS high_value_conversions,
  total(won) AS won,
  total(lost) AS lost,
  total(full_fee) AS full_fee,
  total(units) AS units,
  total(revenue) AS revenue,
  total(deal_cost) AS deal_cost,
  total(new_customers) AS new_customers,
  total(sourced) AS sourced,
  total(sourced_revenue) AS sourced_revenue,
  total(refunded) AS refunded,
  total(refunded_units) AS refunded_units,
  total(complaints) AS complaints,
  total(complaints_resolved) AS complaints_resolved,
  total(complaint_cost) AS complaint_cost,
  total(leads_a) AS leads_a,
  total(leads_b) AS leads_b,
  total(leads_c) AS leads_c,
  total(leads_converted) AS leads_converted,
  total(enquiries) AS enquiries,
  total(visits) AS visits,
  total(reviewed) AS reviewed,
  total(violating) AS violating,
  total(accuracy_reviews) AS accuracy_reviews,
  total(accurate) AS accurate,
  total(script_reviews) AS script_reviews,
  total(script_score) AS script_score,
  total(stability_reviews) AS stability_reviews,
  total(stability) AS stability,
  total(pressure_reviews) AS pressure_reviews,
  total(pressure) AS pressure,
  total(empathy_reviews) AS empathy_reviews,
  total(empathy) AS empathy,
  total(began_negative) AS began_negative,
  total(recovered) AS recovered,
  total(exemplary) AS exemplary,
  total(attended) AS attended,
  total(attended_weeks) AS attended_weeks,
  total(worked) AS worked,
  total(scheduled) AS scheduled,
  total(available) AS available,
  total(rostered) AS rostered,
  total(scheduled_days) AS scheduled_days,
  total(leave_days) AS leave_days,
  total(reports_in_time) AS reports_in_time,
  total(weekly_reports) AS weekly_reports,
  total(objectives) AS objectives,
  total(weight) AS weight,
  total(attained) AS attained,
  total(required_fields) AS required_fields,
  total(filled_fields) AS filled_fields,
  total(cost) AS cost,
  total(leavers) AS leavers,
  total(satisfied) AS satisfied,
  total(csat_answers) AS csat_answers,
  total(promoters) AS promoters,
  total(detractors) AS detractors,
  total(nps_answers) AS nps_answers,
  total(renewals_due) AS renewals_due,
  total(renewals_won) AS renewals_won,
  total(matured) AS matured,
  total(repurchased) AS repurchased,
  total(repurchase_revenue) AS repurchase_revenue,
  total(lifetime_value) AS lifetime_value,
  total(activated) AS activated,
  total(churned) AS churned,
  count(DISTINCT dialled) AS dialled_people,
  count(DISTINCT reached) AS reached_people,
  count(DISTINCT contacted) AS contacted_people,
  count(DISTINCT contacted_high_value) AS high_value_people,
  count(DISTINCT intending) AS intending_people,
  count(DISTINCT appointed) AS appointed_people,
  count(DISTINCT buyer) AS buyers
FROM dated
GROUP BY ALL;

-- Scores of each cell by the KPI they belong to.
CREATE TABLE scores AS
SELECT
  place.layer AS layer,
  place.entity_id AS entity_id,
  span.period AS period,
  span.start AS period_start,
  kpi,
  sum(score) AS score,
  count(*) AS ratings
FROM (
  SELECT *, rater_kind || '_rating' AS kpi FROM dated
  UNION ALL
  SELECT *, 'rating_' || dimension AS kpi FROM dated)
WHERE kpi IS NOT NULL
GROUP BY ALL;

-- A cell is there where something counts: calls nobody took, say, make none.
CREATE TABLE cells AS
SELECT *
FROM sums
WHERE greatest(*COLUMNS(* EXCLUDE (layer, entity_id, period, period_start))) > 0
  OR least(*COLUMNS(* EXCLUDE (layer, entity_id, period, period_start))) < 0
UNION
SELECT sums.*
FROM sums
JOIN scores USING (layer, entity_id, period, period_start);

-- Customers active when a cell's period begins, for the site where the team of who won them sat the
-- day before.
CREATE TABLE standing AS
WITH starts AS (SELECT DISTINCT period, period_start FROM cells),
active AS (
  SELECT
    p.period,
    p.period_start,
    t.part,
    unnest([
      {'layer': 'agent', 'entity_id': t.agent_id},
      {'layer': 'team', 'entity_id': t.team_id},
      {'layer': 'site', 'entity_id': coalesce(s.site, 'unknown')},
      {'layer': 'enterprise', 'entity_id': 'all'}], recursive := true)
  FROM starts p
  JOIN tenures t ON t.active_from < p.period_start AND t.lost_on >= p.period_start
  LEFT JOIN sites s ON s.day = p.period_start - 1 AND s.team_id = t.team_id
  WHERE (SELECT is_computed FROM worth))
SELECT layer, entity_id, period, period_start, sum(part) AS customers
FROM active
GROUP BY ALL;

-- Who is employed at the end of a day, counted where attrition is asked for.
CREATE TABLE headcount AS
WITH employed AS (
  SELECT c.day, coalesce(r.team_id, 'unknown') AS team_id
  FROM calendar c
  JOIN staff s ON s.hired_on <= c.day AND (s.left_on IS NULL OR s.left_on > c.day)
  LEFT JOIN roster r ON r.day = c.day AND r.agent_id = s.agent_id)
SELECT day, 'team' AS layer, team_id AS entity_id, count(*) AS people FROM employed GROUP BY ALL
UNION ALL
SELECT day, 'enterprise', 'all', count(*) FROM employed GROUP BY ALL;

CREATE MACRO next_start(period, start) AS
  CAST(start + CASE period
    WHEN 'day' THEN INTERVAL 1 DAY
    WHEN 'week' THEN INTERVAL 7 DAY
    WHEN 'month' THEN INTERVAL 1 MONTH
    WHEN 'quarter' THEN INTERVAL 3 MONTH
    ELSE INTERVAL 1 YEAR
  END AS DATE);
