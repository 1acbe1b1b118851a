-- Everything that counts, one row per thing that happened, with its day and its agent.

CREATE TABLE as_of AS
SELECT coalesce(
    (SELECT max(CAST(started_at AS DATE)) FROM calls),
    (SELECT max(closed_on) FROM deals)) AS day;

CREATE TABLE days AS
SELECT DISTINCT day
FROM (
  SELECT CAST(started_at AS DATE) AS day FROM calls
  UNION ALL SELECT closed_on FROM deals
  UNION ALL SELECT day FROM shifts
  UNION ALL SELECT CAST(answered_at AS DATE) FROM surveys)
WHERE day <= (SELECT day FROM as_of);

-- The roster row in force for an agent on a day; a row without valid_from holds always.
CREATE TABLE roster AS
SELECT d.day, a.agent_id, a.team_id, a.extension
FROM days d
JOIN agents a ON a.valid_from IS NULL OR a.valid_from <= d.day
QUALIFY row_number() OVER (
  PARTITION BY d.day, a.agent_id ORDER BY a.valid_from DESC NULLS LAST) = 1;

CREATE TABLE sites AS
SELECT d.day, t.team_id, t.site
FROM days d
JOIN teams t ON t.valid_from IS NULL OR t.valid_from <= d.day
QUALIFY row_number() OVER (
  PARTITION BY d.day, t.team_id ORDER BY t.valid_from DESC NULLS LAST) = 1;

-- Without any roster, ids stand as they are.
CREATE MACRO resolved(id) AS
  CASE
    WHEN id IS NULL THEN 'unknown'
    WHEN NOT EXISTS (SELECT 1 FROM agents) THEN id
    WHEN id IN (SELECT agent_id FROM agents) THEN id
    ELSE 'unknown'
  END;

-- The world writes Chinese mobile numbers only: 11 digits, with or without +86 or 0086.
CREATE MACRO number_of(phone) AS right(regexp_replace(phone, '\D', '', 'g'), 11);

CREATE TABLE phone_owners AS
SELECT number_of(phone) AS number, min(customer_id) AS customer_id
FROM customers
WHERE phone IS NOT NULL
GROUP BY 1;

CREATE TABLE called AS
SELECT
  c.call_id,
  c.started_at,
  CAST(c.started_at AS DATE) AS day,
  resolved(coalesce(c.agent_id, r.agent_id)) AS agent_id,
  coalesce(c.customer_id, o.customer_id, number_of(c.phone)) AS person,
  c.is_bot,
  NOT c.is_bot AND c.is_outbound AS is_dial,
  NOT c.is_bot AND c.disposition = 'answered' AS is_contact,
  c.disposition IN ('answered', 'voicemail') AS is_connected,
  c.talk,
  c.handle
FROM calls c
LEFT JOIN roster r
  ON c.agent_id IS NULL AND r.extension = c.extension AND r.day = CAST(c.started_at AS DATE)
LEFT JOIN phone_owners o ON o.number = number_of(c.phone);

CREATE TABLE answered AS
SELECT
  CAST(s.answered_at AS DATE) AS day,
  CASE
    WHEN s.agent_id IS NOT NULL THEN resolved(s.agent_id)
    ELSE coalesce(
      (SELECT c.agent_id FROM called c WHERE c.call_id = s.call_id),
      (SELECT max_by(c.agent_id, c.started_at)
       FROM called c
       WHERE c.is_contact AND c.person = s.customer_id AND c.started_at < s.answered_at),
      'unknown')
  END AS agent_id,
  s.csat,
  s.nps
FROM surveys s;

CREATE TABLE events AS
SELECT
  day,
  agent_id,
  is_dial::INT AS dials,
  (is_dial AND is_connected)::INT AS connected,
  is_contact::INT AS contacts,
  (is_contact AND is_dial)::INT AS outbound_contacts,
  (is_contact AND talk >= 30)::INT AS effective,
  CASE WHEN is_contact THEN talk ELSE 0 END AS talk,
  CASE WHEN is_contact THEN handle ELSE 0 END AS handle,
  CASE WHEN is_dial THEN person END AS dialled,
  CASE WHEN is_dial AND is_contact THEN person END AS reached
FROM called
UNION ALL BY NAME
SELECT
  closed_on AS day,
  resolved(agent_id) AS agent_id,
  (status = 'won')::INT AS won,
  CASE WHEN status = 'won' THEN units END AS units,
  CASE WHEN status = 'won' THEN amount END AS revenue,
  CASE WHEN status = 'won' THEN customer_id END AS buyer
FROM deals
WHERE status IN ('won', 'lost')
UNION ALL BY NAME
SELECT
  day,
  resolved(agent_id) AS agent_id,
  (logged_in > 0)::INT AS attended,
  logged_in - breaks AS worked
FROM shifts
UNION ALL BY NAME
SELECT DISTINCT day, agent_id, 1 AS attended
FROM called
WHERE NOT is_bot AND NOT EXISTS (SELECT 1 FROM typed_shifts WHERE is_good)
UNION ALL BY NAME
SELECT
  day,
  agent_id,
  (csat >= 4)::INT AS satisfied,
  (csat IS NOT NULL)::INT AS csat_answers,
  (nps >= 9)::INT AS promoters,
  (nps <= 6)::INT AS detractors,
  (nps IS NOT NULL)::INT AS nps_answers
FROM answered;
