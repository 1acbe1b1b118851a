-- What the events need to know: days, roster, calls with their people, deals with their money.

CREATE TABLE as_of AS
SELECT coalesce(
    (SELECT max(CAST(started_at AS DATE)) FROM calls),
    (SELECT max(closed_on) FROM deals WHERE status <> 'open')) AS day;
CREATE MACRO as_of_day() AS (SELECT day FROM as_of);

-- Every day from before the week in which the year of the first event begins to the as-of day.
CREATE TABLE calendar AS
SELECT CAST(unnest(generate_series(
    CAST(date_trunc('year', least(
      (SELECT min(CAST(started_at AS DATE)) FROM calls),
      (SELECT min(least(closed_on, renewal_due_on)) FROM deals),
      (SELECT min(day) FROM shifts),
      (SELECT min(CAST(answered_at AS DATE)) FROM surveys),
      (SELECT min(day) FROM refunds),
      (SELECT min(month) FROM costs),
      (SELECT min(CAST(created_at AS DATE)) FROM leads),
      (SELECT min(least(enquiry_on, visited_on)) FROM leads),
      (SELECT min(CAST(filed_at AS DATE)) FROM complaints),
      (SELECT min(CAST(reviewed_at AS DATE)) FROM reviews),
      (SELECT min(CAST(updated_at AS DATE)) FROM customers),
      (SELECT min(day) FROM objectives),
      (SELECT min(day) FROM ratings),
      (SELECT min(day) FROM worklogs),
      (SELECT min(left_on) FROM agents),
      as_of_day())) - INTERVAL 7 DAY AS DATE),
    as_of_day(),
    INTERVAL 1 DAY)) AS DATE) AS day;

-- The periods that a day is in.
CREATE MACRO spans(day) AS
  [
    {'period': 'day', 'start': day},
    {'period': 'week', 'start': CAST(date_trunc('week', day) AS DATE)},
    {'period': 'month', 'start': CAST(date_trunc('month', day) AS DATE)},
    {'period': 'quarter', 'start': CAST(date_trunc('quarter', day) AS DATE)},
    {'period': 'year', 'start': CAST(date_trunc('year', day) AS DATE)}];

-- The roster row in force for an agent on a day; a row without valid_from holds always.
CREATE TABLE roster AS
SELECT d.day, a.agent_id, a.team_id, a.extension
FROM calendar d
JOIN agents a ON a.valid_from IS NULL OR a.valid_from <= d.day
QUALIFY row_number() OVER (
  PARTITION BY d.day, a.agent_id ORDER BY a.valid_from DESC NULLS LAST) = 1;

CREATE TABLE sites AS
SELECT d.day, t.team_id, t.site
FROM calendar d
JOIN teams t ON t.valid_from IS NULL OR t.valid_from <= d.day
QUALIFY row_number() OVER (
  PARTITION BY d.day, t.team_id ORDER BY t.valid_from DESC NULLS LAST) = 1;

-- When somebody was hired and left, as the last row of the roster says.
CREATE TABLE staff AS
SELECT agent_id, hired_on, left_on, left_reason
FROM agents
QUALIFY row_number() OVER (PARTITION BY agent_id ORDER BY valid_from DESC NULLS LAST) = 1;

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

CREATE MACRO is_high_value(person) AS
  coalesce(
    person IN (
      SELECT h.customer_id FROM customers h WHERE h.segment IN (SELECT segment FROM high_value)),
    false);

CREATE TABLE called AS
SELECT
  c.call_id,
  c.started_at,
  CAST(c.started_at AS DATE) AS day,
  CAST(CAST(c.started_at AS TIMESTAMP) AS TIME) AS time_of_day,
  resolved(coalesce(c.agent_id, r.agent_id)) AS agent_id,
  coalesce(c.customer_id, o.customer_id, number_of(c.phone)) AS person,
  c.is_bot,
  NOT c.is_bot AND c.is_outbound AS is_dial,
  NOT c.is_bot AND c.disposition = 'answered' AS is_contact,
  c.is_bot AND c.is_outbound AS is_bot_dial,
  c.is_bot AND c.disposition = 'answered' AS is_bot_contact,
  c.disposition IN ('answered', 'voicemail') AS is_connected,
  c.disposition = 'abandoned' AS is_abandoned,
  c.delay,
  c.talk,
  c.hold,
  c.wrap,
  CASE WHEN NOT c.is_bot THEN c.outcome END AS outcome,
  c.topic
FROM calls c
LEFT JOIN roster r
  ON c.agent_id IS NULL AND r.extension = c.extension AND r.day = CAST(c.started_at AS DATE)
LEFT JOIN phone_owners o ON o.number = number_of(c.phone);

-- Whose a survey or complaint is: its own agent, else its call's, else that of the latest contact
-- with its customer before it.
CREATE MACRO whose(own, its_call, its_customer, moment) AS
  CASE
    WHEN own IS NOT NULL THEN resolved(own)
    ELSE coalesce(
      (SELECT c.agent_id FROM called c WHERE c.call_id = its_call),
      (SELECT max_by(c.agent_id, c.started_at)
       FROM called c
       WHERE c.is_contact AND c.person = its_customer AND c.started_at < moment),
      'unknown')
  END;

-- In the reporting currency, to its hundredths.
CREATE MACRO reported(amount, money_currency, money_day) AS
  round(
    amount * coalesce(
      (SELECT max_by(r.rate, r.valid_from)
       FROM rates r
       WHERE r.currency = money_currency AND r.valid_from <= money_day),
      CAST(1 AS DECIMAL(18, 8))),
    2);

CREATE TABLE won AS
SELECT
  *,
  reported(amount, currency, closed_on) AS revenue,
  reported(cost, currency, closed_on) AS deal_cost,
  customer_id IS NOT NULL
    AND row_number() OVER (PARTITION BY customer_id ORDER BY closed_at, deal_id) = 1 AS is_first
FROM deals
WHERE status = 'won';

-- Contacts before a deal of a known customer, from the first to the last.
CREATE TABLE touches AS
SELECT
  w.deal_id,
  c.agent_id,
  epoch_us(w.closed_at) - epoch_us(c.started_at) AS micros_before,
  row_number() OVER (PARTITION BY w.deal_id ORDER BY c.started_at, c.call_id) AS nth,
  row_number() OVER (
    PARTITION BY w.deal_id, c.agent_id ORDER BY c.started_at, c.call_id) AS nth_of_agent,
  count(*) OVER (PARTITION BY w.deal_id) AS path_length
FROM won w
JOIN called c
  ON c.is_contact
  AND c.person = w.customer_id
  AND c.started_at > w.closed_at - INTERVAL 2160 HOUR
  AND c.started_at <= w.closed_at;

CREATE TABLE last_touch AS
SELECT deal_id, agent_id
FROM touches
WHERE nth = path_length;

CREATE TABLE last_lead AS
SELECT w.deal_id, l.agent_id
FROM won w
JOIN leads l
  ON l.customer_id = w.customer_id AND l.class IN ('A', 'B') AND l.created_at <= w.closed_at
QUALIFY row_number() OVER (
  PARTITION BY w.deal_id ORDER BY l.created_at DESC, l.lead_id DESC) = 1;

-- Contacts with a known customer, each with its distance to those before and after it.
CREATE TABLE matters AS
SELECT
  day,
  agent_id,
  topic,
  CAST(started_at + INTERVAL 168 HOUR - INTERVAL 1 MICROSECOND AS DATE) < as_of_day() AS is_over,
  coalesce(
    epoch_ms(started_at) - epoch_ms(lag(started_at) OVER matter) >= 168 * 3600000,
    true) AS is_first,
  coalesce(
    epoch_ms(lead(started_at) OVER matter) - epoch_ms(started_at) >= 168 * 3600000,
    true) AS is_resolved
FROM called
WHERE is_contact AND person IS NOT NULL
WINDOW matter AS (PARTITION BY person, topic ORDER BY started_at, call_id);

-- One review for a call.
CREATE TABLE reviewed AS
SELECT
  r.*,
  coalesce(c.day, CAST(r.reviewed_at AS DATE)) AS day,
  coalesce(c.agent_id, 'unknown') AS agent_id
FROM reviews r
LEFT JOIN called c ON c.call_id = r.call_id
WHERE CAST(r.reviewed_at AS DATE) <= as_of_day()
QUALIFY row_number() OVER (
  PARTITION BY r.call_id
  ORDER BY r.source = 'human' DESC, r.reviewed_at DESC, r.review_id DESC) = 1;

-- Days on which somebody worked; without any accepted shift, days with a call.
CREATE TABLE attended AS
SELECT resolved(agent_id) AS agent_id, day
FROM shifts
WHERE logged_in > 0
UNION ALL
SELECT DISTINCT agent_id, day
FROM called
WHERE NOT is_bot AND NOT EXISTS (SELECT 1 FROM typed_shifts WHERE is_good);
