-- Every cell in which anything happened, and every KPI of it.

CREATE TABLE placed AS
SELECT
  e.*,
  unnest([
    {'layer': 'agent', 'entity_id': e.agent_id},
    {'layer': 'team', 'entity_id': coalesce(r.team_id, 'unknown')},
    {'layer': 'site', 'entity_id': coalesce(s.site, 'unknown')},
    {'layer': 'enterprise', 'entity_id': 'all'}]) AS place
FROM events e
LEFT JOIN roster r ON r.day = e.day AND r.agent_id = e.agent_id
LEFT JOIN sites s ON s.day = e.day AND s.team_id = r.team_id
WHERE e.day <= (SELECT day FROM as_of);

CREATE TABLE dated AS
SELECT
  *,
  unnest([
    {'period': 'day', 'start': day},
    {'period': 'week', 'start': CAST(date_trunc('week', day) AS DATE)},
    {'period': 'month', 'start': CAST(date_trunc('month', day) AS DATE)},
    {'period': 'quarter', 'start': CAST(date_trunc('quarter', day) AS DATE)},
    {'period': 'year', 'start': CAST(date_trunc('year', day) AS DATE)}]) AS span
FROM placed;

CREATE TABLE cells AS
SELECT
  place.layer AS layer,
  place.entity_id AS entity_id,
  span.period AS period,
  span.start AS period_start,
  coalesce(sum(dials), 0) AS dials,
  coalesce(sum(connected), 0) AS connected,
  coalesce(sum(contacts), 0) AS contacts,
  coalesce(sum(outbound_contacts), 0) AS outbound_contacts,
  coalesce(sum(effective), 0) AS effective,
  coalesce(sum(talk), 0) AS talk,
  coalesce(sum(handle), 0) AS handle,
  coalesce(sum(attended), 0) AS attended,
  coalesce(sum(worked), 0) AS worked,
  coalesce(sum(won), 0) AS won,
  coalesce(sum(units), 0) AS units,
  coalesce(sum(revenue), 0) AS revenue,
  coalesce(sum(satisfied), 0) AS satisfied,
  coalesce(sum(csat_answers), 0) AS csat_answers,
  coalesce(sum(promoters), 0) AS promoters,
  coalesce(sum(detractors), 0) AS detractors,
  coalesce(sum(nps_answers), 0) AS nps_answers,
  count(DISTINCT dialled) AS dialled_people,
  count(DISTINCT reached) AS reached_people,
  count(DISTINCT buyer) AS buyers
FROM dated
GROUP BY ALL;

CREATE MACRO plain(id, n) AS
  {'kpi': id, 'numerator': CAST(n AS DECIMAL(24, 2)), 'denominator': CAST(NULL AS BIGINT)};
CREATE MACRO ratio(id, n, d) AS
  {'kpi': id, 'numerator': CAST(n AS DECIMAL(24, 2)), 'denominator': CAST(d AS BIGINT)};

CREATE TABLE kpis AS
SELECT
  layer,
  entity_id,
  period,
  period_start,
  unnest([
    plain('dials', dials),
    plain('connected_calls', connected),
    ratio('connect_rate', connected, dials),
    ratio('contact_rate', outbound_contacts, dials),
    ratio('list_contact_rate', reached_people, dialled_people),
    ratio('effective_call_rate', effective, contacts),
    plain('talk_seconds', talk),
    ratio('average_talk_seconds', talk, contacts),
    ratio('average_handle_seconds', handle, contacts),
    ratio('dials_per_day', dials, attended),
    ratio('talk_share', talk, worked),
    plain('deals_won', won),
    plain('units_sold', units),
    plain('revenue', revenue),
    ratio('average_order_value', revenue, buyers),
    ratio('csat', satisfied, csat_answers),
    ratio('nps', 100 * (promoters - detractors), nps_answers)], recursive := true)
FROM cells;
