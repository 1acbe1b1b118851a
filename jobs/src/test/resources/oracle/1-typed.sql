-- Text to types. The tables raw_<feed> hold the files' rows as trimmed text, empty as NULL, and
-- row_text: the row's columns in the contract's order, NULL as empty.
-- A typed_<feed> row is_good when its feed takes it; the others are rejected. Its key is id.

CREATE MACRO whole(t) AS
  CASE WHEN regexp_full_match(t, '-?\d{1,9}') THEN TRY_CAST(t AS INTEGER) END;
CREATE MACRO natural_number(t) AS
  CASE WHEN whole(t) >= 0 THEN whole(t) END;
CREATE MACRO seconds(t) AS
  CASE WHEN whole(t) BETWEEN 0 AND 86400 THEN whole(t) END;
CREATE MACRO number(t) AS
  CASE WHEN regexp_full_match(t, '-?\d{1,9}(\.\d{1,4})?') THEN TRY_CAST(t AS DECIMAL(18, 4)) END;
CREATE MACRO score(t) AS
  CASE WHEN number(t) BETWEEN 0 AND 100 THEN number(t) END;
CREATE MACRO signed_money(t) AS
  CASE WHEN regexp_full_match(t, '-?\d{1,12}(\.\d{1,2})?') THEN TRY_CAST(t AS DECIMAL(18, 2)) END;
CREATE MACRO money(t) AS
  CASE WHEN signed_money(t) >= 0 THEN signed_money(t) END;
CREATE MACRO truth(t) AS
  CASE t WHEN 'true' THEN true WHEN 'false' THEN false END;
CREATE MACRO day_of(t) AS
  CASE WHEN regexp_full_match(t, '\d{4}-\d{2}-\d{2}') THEN TRY_CAST(t AS DATE) END;
CREATE MACRO month_of(t) AS
  CAST(date_trunc('month', coalesce(day_of(t), day_of(t || '-01'))) AS DATE);
CREATE MACRO instant(t) AS
  CASE
    WHEN regexp_full_match(
        t, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?')
    THEN TRY_CAST(t AS TIMESTAMPTZ)
  END;
CREATE MACRO last_second(day) AS CAST(CAST(day AS TIMESTAMP) + INTERVAL '86399 seconds' AS TIMESTAMPTZ);
-- A date without time is the last second of its day.
CREATE MACRO instant_or_day(t) AS coalesce(instant(t), last_second(day_of(t)));
CREATE MACRO is_code(t, codes) AS t IS NULL OR list_contains(codes, t);
CREATE MACRO fits(t, typed) AS t IS NULL OR typed IS NOT NULL;
CREATE MACRO is_past(moment) AS moment IS NULL OR moment <= now() + INTERVAL 1 DAY;
CREATE MACRO is_past_moment(t) AS fits(t, instant(t)) AND is_past(instant(t));
CREATE MACRO version_fits(updated, deleted) AS
  fits(updated, instant(updated)) AND is_code(deleted, ['true', 'false']);
-- The table rates says what a unit of a currency is worth from a day on.
CREATE MACRO has_rate(money_currency, money_day) AS
  coalesce(money_currency, 'CNY') = 'CNY'
  OR money_currency IN (
    SELECT r.currency FROM rates r WHERE r.valid_from <= coalesce(money_day, r.valid_from));

CREATE TABLE typed_calls AS
SELECT
  call_id AS id,
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
  coalesce(seconds(hold_seconds), 0) AS hold,
  coalesce(seconds(wrap_seconds), 0) AS wrap,
  coalesce(seconds(connect_delay_seconds), 0) AS delay,
  outcome,
  topic,
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
  deal_id AS id,
  deal_id,
  customer_id,
  agent_id,
  source_agent_id,
  status,
  coalesce(money(amount), 0) AS amount,
  coalesce(money(cost), 0) AS cost,
  currency,
  coalesce(natural_number(units), 0) AS units,
  product,
  coalesce(truth(is_full_fee), false) AS is_full_fee,
  coalesce(truth(is_renewal), false) AS is_renewal,
  day_of(renewal_due_on) AS renewal_due_on,
  instant_or_day(closed_at) AS closed_at,
  CAST(instant_or_day(closed_at) AS DATE) AS closed_on,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  deal_id IS NOT NULL
    AND status IS NOT NULL
    AND is_code(status, ['open', 'won', 'lost'])
    AND fits(amount, money(amount))
    AND fits(cost, money(cost))
    AND fits(units, natural_number(units))
    AND fits(is_full_fee, truth(is_full_fee))
    AND fits(is_renewal, truth(is_renewal))
    AND fits(renewal_due_on, day_of(renewal_due_on))
    AND has_rate(
      currency,
      CAST(
        CASE WHEN status = 'open' THEN instant(created_at) ELSE instant_or_day(closed_at) END
        AS DATE))
    AND is_past_moment(created_at)
    AND fits(closed_at, instant_or_day(closed_at))
    AND (status = 'open' OR is_past(instant_or_day(closed_at)))
    AND (status <> 'won' OR closed_at IS NOT NULL)
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_deals;

CREATE TABLE typed_refunds AS
SELECT
  refund_id AS id,
  deal_id,
  money(amount) AS amount,
  coalesce(natural_number(units), 0) AS units,
  CAST(instant(refunded_at) AS DATE) AS day,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  refund_id IS NOT NULL
    AND deal_id IS NOT NULL
    AND money(amount) IS NOT NULL
    AND fits(units, natural_number(units))
    AND instant(refunded_at) IS NOT NULL
    AND is_past(instant(refunded_at))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_refunds;

CREATE TABLE typed_customers AS
SELECT
  customer_id AS id,
  customer_id,
  phone,
  segment,
  day_of(do_not_call_from) AS do_not_call_from,
  coalesce(natural_number(required_fields), 0) AS required_fields,
  coalesce(natural_number(filled_fields), 0) AS filled_fields,
  agent_id,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  customer_id IS NOT NULL
    AND is_past_moment(created_at)
    AND is_past_moment(updated_at)
    AND fits(do_not_call_from, day_of(do_not_call_from))
    AND fits(required_fields, natural_number(required_fields))
    AND fits(filled_fields, natural_number(filled_fields))
    AND coalesce(whole(required_fields) <= 10000, true)
    AND coalesce(whole(filled_fields) <= 10000, true)
    AND coalesce(whole(filled_fields) <= whole(required_fields), true)
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_customers;

CREATE TABLE typed_agents AS
SELECT
  agent_id || chr(1) || coalesce(valid_from, '') AS id,
  agent_id,
  team_id,
  extension,
  day_of(hired_on) AS hired_on,
  day_of(left_on) AS left_on,
  left_reason,
  day_of(valid_from) AS valid_from,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  agent_id IS NOT NULL
    AND fits(valid_from, day_of(valid_from))
    AND fits(base_pay, money(base_pay))
    AND fits(performance_base, money(performance_base))
    AND fits(hired_on, day_of(hired_on))
    AND fits(left_on, day_of(left_on))
    AND coalesce(day_of(left_on) >= day_of(hired_on), true)
    AND is_code(left_reason, ['voluntary', 'involuntary'])
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_agents;

CREATE TABLE typed_teams AS
SELECT
  team_id || chr(1) || coalesce(valid_from, '') AS id,
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

CREATE TABLE typed_shifts AS
SELECT
  agent_id || chr(1) || date AS id,
  agent_id,
  day_of(date) AS day,
  coalesce(seconds(scheduled_seconds), 0) AS scheduled,
  coalesce(seconds(logged_in_seconds), 0) AS logged_in,
  coalesce(seconds(break_seconds), 0) AS breaks,
  coalesce(seconds(available_seconds), 0) AS available,
  leave_type,
  coalesce(number(leave_days), 0) AS leave_days,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  agent_id IS NOT NULL
    AND day_of(date) IS NOT NULL
    AND fits(scheduled_seconds, seconds(scheduled_seconds))
    AND fits(logged_in_seconds, seconds(logged_in_seconds))
    AND fits(break_seconds, seconds(break_seconds))
    AND fits(available_seconds, seconds(available_seconds))
    AND coalesce(whole(break_seconds) <= whole(logged_in_seconds), true)
    AND is_code(leave_type, ['sick', 'personal', 'annual', 'other'])
    AND (leave_days IS NULL OR coalesce(number(leave_days) BETWEEN 0 AND 1, false))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_shifts;

CREATE TABLE typed_surveys AS
SELECT
  survey_id AS id,
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

CREATE TABLE typed_reviews AS
SELECT
  review_id AS id,
  review_id,
  call_id,
  instant(reviewed_at) AS reviewed_at,
  source,
  coalesce(natural_number(violations), 0) AS violations,
  score(script_score) AS script_score,
  truth(information_accurate) AS is_accurate,
  score(emotional_stability) AS stability,
  score(pressure_resistance) AS pressure,
  natural_number(empathy_phrases) AS empathy,
  mood_start,
  mood_end,
  coalesce(truth(is_exemplary), false) AS is_exemplary,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  review_id IS NOT NULL
    AND call_id IS NOT NULL
    AND instant(reviewed_at) IS NOT NULL
    AND is_past(instant(reviewed_at))
    AND is_code(source, ['human', 'automatic'])
    AND fits(violations, natural_number(violations))
    AND fits(script_score, score(script_score))
    AND fits(information_accurate, truth(information_accurate))
    AND fits(emotional_stability, score(emotional_stability))
    AND fits(pressure_resistance, score(pressure_resistance))
    AND fits(empathy_phrases, natural_number(empathy_phrases))
    AND is_code(mood_start, ['negative', 'neutral', 'positive'])
    AND is_code(mood_end, ['negative', 'neutral', 'positive'])
    AND fits(is_exemplary, truth(is_exemplary))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_reviews;

CREATE TABLE typed_complaints AS
SELECT
  complaint_id AS id,
  agent_id,
  customer_id,
  call_id,
  instant(filed_at) AS filed_at,
  CAST(instant_or_day(resolved_at) AS DATE) AS resolved_on,
  coalesce(money(cost), 0) AS cost,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  complaint_id IS NOT NULL
    AND instant(filed_at) IS NOT NULL
    AND is_past(instant(filed_at))
    AND fits(resolved_at, instant_or_day(resolved_at))
    AND is_past(instant_or_day(resolved_at))
    AND coalesce(instant_or_day(resolved_at) >= instant(filed_at), true)
    AND fits(cost, money(cost))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_complaints;

CREATE TABLE typed_leads AS
SELECT
  lead_id AS id,
  lead_id,
  agent_id,
  customer_id,
  class,
  instant(created_at) AS created_at,
  CAST(instant(enquiry_sent_at) AS DATE) AS enquiry_on,
  CAST(instant(visited_at) AS DATE) AS visited_on,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  lead_id IS NOT NULL
    AND agent_id IS NOT NULL
    AND class IS NOT NULL
    AND is_code(class, ['A', 'B', 'C', 'invalid'])
    AND instant(created_at) IS NOT NULL
    AND is_past(instant(created_at))
    AND is_past_moment(enquiry_sent_at)
    AND is_past_moment(visited_at)
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_leads;

CREATE TABLE typed_costs AS
SELECT
  cost_id AS id,
  team_id,
  month_of(month) AS month,
  signed_money(amount) AS amount,
  currency,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  cost_id IS NOT NULL
    AND month_of(month) IS NOT NULL
    AND is_code(kind, ['labour', 'system', 'telecom', 'other'])
    AND signed_money(amount) IS NOT NULL
    AND has_rate(currency, month_of(month))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_costs;

CREATE TABLE typed_objectives AS
SELECT
  objective_id AS id,
  agent_id,
  day_of(period_start) AS day,
  kpi,
  coalesce(number(weight), 0) AS weight,
  number(target) AS target,
  number(actual) AS actual,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  objective_id IS NOT NULL
    AND agent_id IS NOT NULL
    AND day_of(period_start) IS NOT NULL
    AND is_code(period, ['day', 'week', 'month', 'quarter', 'year'])
    AND (weight IS NULL OR coalesce(number(weight) >= 0, false))
    AND number(target) IS NOT NULL
    AND fits(actual, number(actual))
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_objectives;

CREATE TABLE typed_ratings AS
SELECT
  rating_id AS id,
  agent_id,
  CAST(instant(rated_at) AS DATE) AS day,
  rater_kind,
  dimension,
  score(score) AS score,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  rating_id IS NOT NULL
    AND agent_id IS NOT NULL
    AND instant(rated_at) IS NOT NULL
    AND is_past(instant(rated_at))
    AND is_code(rater_kind, ['peer', 'manager', 'customer', 'self'])
    AND score(score) IS NOT NULL
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_ratings;

CREATE TABLE typed_worklogs AS
SELECT
  agent_id || chr(1) || date || chr(1) || coalesce(kind, '') AS id,
  agent_id,
  day_of(date) AS day,
  kind,
  instant(submitted_at) AS submitted_at,
  instant(updated_at) AS updated_at,
  coalesce(is_deleted = 'true', false) AS is_deleted,
  row_text,
  agent_id IS NOT NULL
    AND day_of(date) IS NOT NULL
    AND is_code(kind, ['daily', 'weekly'])
    AND is_past_moment(submitted_at)
    AND version_fits(updated_at, is_deleted) AS is_good
FROM raw_worklogs;
