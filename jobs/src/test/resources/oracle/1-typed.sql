-- Text to types. The tables raw_<feed> hold the files' rows as trimmed text, empty as NULL, and
-- row_text: the row's columns in the contract's order, NULL as empty.
-- A typed_<feed> row is_good when its feed takes it; the others are rejected.

CREATE MACRO whole(t) AS
  CASE WHEN regexp_full_match(t, '-?\d{1,9}') THEN TRY_CAST(t AS INTEGER) END;
CREATE MACRO seconds(t) AS
  CASE WHEN whole(t) BETWEEN 0 AND 86400 THEN whole(t) END;
CREATE MACRO money(t) AS
  CASE WHEN regexp_full_match(t, '\d{1,12}(\.\d{1,2})?') THEN TRY_CAST(t AS DECIMAL(18, 2)) END;
CREATE MACRO day_of(t) AS
  CASE WHEN regexp_full_match(t, '\d{4}-\d{2}-\d{2}') THEN TRY_CAST(t AS DATE) END;
CREATE MACRO instant(t) AS
  CASE
    WHEN regexp_full_match(
        t, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?')
    THEN TRY_CAST(t AS TIMESTAMPTZ)
  END;
CREATE MACRO is_code(t, codes) AS t IS NULL OR list_contains(codes, t);
CREATE MACRO fits(t, typed) AS t IS NULL OR typed IS NOT NULL;
CREATE MACRO is_past(moment) AS moment IS NULL OR moment <= now() + INTERVAL 1 DAY;
CREATE MACRO version_fits(updated, deleted) AS
  fits(updated, instant(updated)) AND is_code(deleted, ['true', 'false']);

CREATE TABLE typed_calls AS
SELECT
  call_id,
  instant(started_at) AS started_at,
  agent_id,
  extension,
  coalesce(agent_kind, 'human') = 'bot' AS is_bot,
  coalesce(direction, 'outbound') = 'outbound' AS is_outbound,
  customer_id,
  phone,
  disposition,
  coalesce(seconds(talk_seconds), 0) AS talk,
  coalesce(seconds(talk_seconds), 0)
    + coalesce(seconds(hold_seconds), 0)
    + coalesce(seconds(wrap_seconds), 0) AS handle,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  call_id IS NOT NULL
    AND instant(started_at) IS NOT NULL
    AND is_past(instant(started_at))
    AND disposition IS NOT NULL
    AND is_code(
      disposition, ['answered', 'voicemail', 'no_answer', 'busy', 'failed', 'abandoned'])
    AND is_code(agent_kind, ['human', 'bot'])
    AND is_code(direction, ['outbound', 'inbound'])
    AND is_code(
      outcome,
      ['intent', 'appointment', 'sale', 'refused', 'callback', 'do_not_call', 'none'])
    AND fits(ring_seconds, seconds(ring_seconds))
    AND fits(talk_seconds, seconds(talk_seconds))
    AND fits(hold_seconds, seconds(hold_seconds))
    AND fits(wrap_seconds, seconds(wrap_seconds))
    AND fits(connect_delay_seconds, seconds(connect_delay_seconds))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_calls;

CREATE TABLE typed_deals AS
SELECT
  deal_id,
  customer_id,
  agent_id,
  status,
  coalesce(money(amount), 0) AS amount,
  coalesce(whole(units), 0) AS units,
  coalesce(day_of(closed_at), CAST(instant(closed_at) AS DATE)) AS closed_on,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  deal_id IS NOT NULL
    AND status IS NOT NULL
    AND is_code(status, ['open', 'won', 'lost'])
    AND fits(amount, money(amount))
    AND fits(units, whole(units))
    AND coalesce(currency, 'CNY') = 'CNY'
    AND fits(created_at, coalesce(day_of(created_at), CAST(instant(created_at) AS DATE)))
    AND fits(closed_at, coalesce(day_of(closed_at), CAST(instant(closed_at) AS DATE)))
    AND coalesce(day_of(closed_at), CAST(instant(closed_at) AS DATE), current_date)
      <= current_date + 1
    AND (status <> 'won' OR closed_at IS NOT NULL)
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_deals;

CREATE TABLE typed_shifts AS
SELECT
  agent_id,
  day_of(date) AS day,
  coalesce(seconds(logged_in_seconds), 0) AS logged_in,
  coalesce(seconds(break_seconds), 0) AS breaks,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  agent_id IS NOT NULL
    AND day_of(date) IS NOT NULL
    AND fits(scheduled_seconds, seconds(scheduled_seconds))
    AND fits(logged_in_seconds, seconds(logged_in_seconds))
    AND fits(break_seconds, seconds(break_seconds))
    AND fits(available_seconds, seconds(available_seconds))
    AND is_code(leave_type, ['sick', 'personal', 'annual', 'other'])
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_shifts;

CREATE TABLE typed_surveys AS
SELECT
  survey_id,
  call_id,
  agent_id,
  customer_id,
  instant(answered_at) AS answered_at,
  whole(csat) AS csat,
  whole(nps) AS nps,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  survey_id IS NOT NULL
    AND instant(answered_at) IS NOT NULL
    AND is_past(instant(answered_at))
    AND (csat IS NULL OR coalesce(whole(csat) BETWEEN 1 AND 5, false))
    AND (nps IS NULL OR coalesce(whole(nps) BETWEEN 0 AND 10, false))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_surveys;

CREATE TABLE typed_customers AS
SELECT
  customer_id,
  phone,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  customer_id IS NOT NULL
    AND fits(created_at, instant(created_at))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_customers;

CREATE TABLE typed_agents AS
SELECT
  agent_id,
  team_id,
  extension,
  day_of(valid_from) AS valid_from,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  agent_id IS NOT NULL
    AND fits(valid_from, day_of(valid_from))
    AND is_code(left_reason, ['voluntary', 'involuntary'])
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_agents;

CREATE TABLE typed_teams AS
SELECT
  team_id,
  site,
  day_of(valid_from) AS valid_from,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  team_id IS NOT NULL
    AND fits(valid_from, day_of(valid_from))
    AND is_code(business, ['sales', 'service'])
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_teams;
