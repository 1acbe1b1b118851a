-- Who earned what by which model, and the aggregates over it. The tables credits, attributed,
-- repurchased and valued are those the engine published. What credits and values should be comes from
-- the files; only how much of a deal is whose under a fitted model is taken from its closing. The
-- aggregates come from the credits, whose every row is checked before.

CREATE TABLE rules AS
SELECT unnest(['first', 'last', 'linear', 'position', 'time_decay', 'shapley']) AS model;

CREATE TABLE models AS
FROM rules
UNION ALL SELECT 'markov' AS model;

CREATE MACRO worth_of(model, nth, path_length, nth_of_agent, micros_before) AS
  CASE model
    WHEN 'first' THEN (nth = 1)::INT
    WHEN 'last' THEN (nth = path_length)::INT
    WHEN 'linear' THEN 1
    WHEN 'position' THEN
      CASE
        WHEN path_length < 3 THEN 1
        WHEN nth IN (1, path_length) THEN 0.4
        ELSE 0.2 / (path_length - 2)
      END
    WHEN 'time_decay' THEN pow(2.0, -(micros_before / 1e6) / (7 * 86400.0))
    WHEN 'shapley' THEN (nth_of_agent = 1)::INT
  END;

-- The touches of deals that are won by now: of others there is nothing to share yet.
CREATE TABLE paths AS
SELECT t.*
FROM touches t
JOIN won w USING (deal_id)
WHERE w.closed_on <= as_of_day();

-- An agent's part of a deal.
CREATE TABLE parts AS
WITH worths AS (
  SELECT
    r.model,
    t.deal_id,
    t.agent_id,
    CAST(sum(worth_of(r.model, t.nth, t.path_length, t.nth_of_agent, t.micros_before)) AS DOUBLE)
      AS worth
  FROM paths t, rules r
  GROUP BY ALL)
SELECT
  model,
  deal_id,
  agent_id,
  worth / sum(worth) OVER (PARTITION BY model, deal_id) AS part
FROM worths
WHERE worth > 0
UNION ALL BY NAME
SELECT c.model, c.deal_id, c.agent_id, CAST(c.weight AS DOUBLE) AS part
FROM credits c
SEMI JOIN paths USING (deal_id, agent_id)
WHERE c.model = 'markov' AND c.refund_id IS NULL
UNION ALL BY NAME
SELECT m.model, d.deal_id, 'unattributed' AS agent_id, 1 AS part
FROM models m, (
  SELECT deal_id FROM won WHERE closed_on <= as_of_day()
  UNION
  SELECT deal_id FROM refunds WHERE day <= as_of_day()) d
WHERE d.deal_id NOT IN (SELECT deal_id FROM paths);

-- What is posted: a deal at its closing, a refund on its day.
CREATE TABLE postings AS
SELECT
  w.deal_id,
  NULL AS refund_id,
  resolved(w.agent_id) AS owner_agent_id,
  w.closed_on AS day,
  1 AS deals,
  w.revenue AS net_revenue,
  w.revenue - w.deal_cost AS margin,
  c.customer_id IS NOT NULL AS is_acquisition,
  c.is_matured,
  c.is_back,
  CASE WHEN c.is_matured THEN c.net_of_repurchases END AS repurchase_revenue,
  r.net + p.predicted AS lifetime_value
FROM won w
LEFT JOIN acquisitions f USING (deal_id)
LEFT JOIN cohort c ON c.customer_id = f.customer_id
LEFT JOIN realised r ON r.customer_id = f.customer_id
LEFT JOIN predictions p ON p.customer_id = f.customer_id
WHERE w.closed_on <= as_of_day()
UNION ALL BY NAME
SELECT
  r.deal_id,
  r.id AS refund_id,
  resolved(d.agent_id) AS owner_agent_id,
  r.day,
  0 AS deals,
  -reported(r.amount, d.currency, r.day) AS net_revenue,
  -reported(r.amount, d.currency, r.day) AS margin,
  false AS is_acquisition
FROM refunds r
LEFT JOIN deals d USING (deal_id)
WHERE r.day <= as_of_day();

CREATE TABLE expected_credits AS
SELECT
  p.model,
  e.deal_id,
  e.refund_id,
  p.agent_id,
  a.team_id,
  e.owner_agent_id,
  o.team_id AS owner_team_id,
  e.day AS posted_on,
  p.part,
  e.* EXCLUDE (deal_id, refund_id, owner_agent_id, day)
FROM postings e
JOIN parts p USING (deal_id)
LEFT JOIN roster a ON a.agent_id = p.agent_id AND a.day = e.day
LEFT JOIN roster o ON o.agent_id = e.owner_agent_id AND o.day = e.day;

-- A part in whole units is at most one unit from the exact part, which is known to nine digits.
CREATE MACRO is_part(published, whole, part, unit) AS
  (published IS NULL) = (whole IS NULL)
  AND coalesce(
    abs(published - whole * part) < unit * 1.000001 + abs(CAST(whole AS DOUBLE)) * 1e-9, true);

CREATE TABLE wrong_credits AS
SELECT
  'credit of ' || coalesce(e.model, c.model) || ' for ' || coalesce(e.deal_id, c.deal_id)
    || coalesce(' ' || e.refund_id, ' ' || c.refund_id, '') || ' to '
    || coalesce(e.agent_id, c.agent_id) || ': '
    || if(e.model IS NULL, 'nothing', e::VARCHAR) || ' is '
    || if(c.model IS NULL, 'nothing', c::VARCHAR) AS message
FROM expected_credits e
FULL JOIN credits c
  ON c.model = e.model
  AND c.deal_id = e.deal_id
  AND c.refund_id IS NOT DISTINCT FROM e.refund_id
  AND c.agent_id = e.agent_id
WHERE NOT coalesce(
  c.weight BETWEEN 0 AND 1
  AND c.posted_on = e.posted_on
  AND c.team_id IS NOT DISTINCT FROM e.team_id
  AND coalesce(c.owner_agent_id, 'unknown') = e.owner_agent_id
  AND c.owner_team_id IS NOT DISTINCT FROM e.owner_team_id
  AND is_part(c.weight, e.deals, e.part, 0.000000001)
  AND is_part(c.net_revenue, e.net_revenue, e.part, 0.01)
  AND is_part(c.margin, e.margin, e.part, 0.02)
  AND is_part(c.repurchase_revenue_6m, e.repurchase_revenue, e.part, 0.01)
  AND is_part(c.lifetime_value, e.lifetime_value, e.part, 0.01)
  AND c.is_acquisition = e.is_acquisition
  AND c.is_matured IS NOT DISTINCT FROM e.is_matured
  AND c.has_repurchased IS NOT DISTINCT FROM e.is_back,
  false);

-- Under every model nothing of a posting is lost.
CREATE TABLE wrong_totals AS
SELECT 'sum of ' || s::VARCHAR || ' of ' || e::VARCHAR AS message
FROM (
  SELECT
    model,
    deal_id,
    refund_id,
    sum(weight) AS deals,
    sum(net_revenue) AS net_revenue,
    sum(margin) AS margin,
    sum(repurchase_revenue_6m) AS repurchase_revenue,
    sum(lifetime_value) AS lifetime_value
  FROM credits
  GROUP BY ALL) s
FULL JOIN (
  SELECT m.model, p.* FROM postings p, models m) e
  ON e.model = s.model
  AND e.deal_id = s.deal_id
  AND e.refund_id IS NOT DISTINCT FROM s.refund_id
WHERE NOT coalesce(
  s.deals = e.deals
  AND s.net_revenue = e.net_revenue
  AND s.margin = e.margin
  AND s.repurchase_revenue IS NOT DISTINCT FROM e.repurchase_revenue
  AND s.lifetime_value IS NOT DISTINCT FROM e.lifetime_value,
  false);

-- Sites are a layer where any team has one.
CREATE MACRO places(agent, team, its_site, is_nobody) AS
  [
    {'layer': 'agent', 'entity_id': agent},
    {'layer': 'team', 'entity_id': if(is_nobody, agent, coalesce(team, 'unknown'))},
    {'layer': 'enterprise', 'entity_id': 'all'}]
  || if(
    EXISTS (SELECT 1 FROM teams WHERE site IS NOT NULL),
    [{'layer': 'site', 'entity_id': if(is_nobody, agent, coalesce(its_site, 'unknown'))}],
    []);

CREATE TABLE earnings AS
SELECT
  model,
  agent_id,
  team_id,
  agent_id = 'unattributed' AS is_nobody,
  posted_on AS day,
  weight AS conversions,
  net_revenue,
  margin,
  repurchase_revenue_6m,
  lifetime_value,
  0 AS owner_conversions,
  0 AS owner_net_revenue
FROM credits
UNION ALL BY NAME
SELECT
  model,
  coalesce(owner_agent_id, 'unknown') AS agent_id,
  owner_team_id AS team_id,
  false AS is_nobody,
  posted_on AS day,
  0 AS conversions,
  0 AS net_revenue,
  0 AS margin,
  weight AS owner_conversions,
  net_revenue AS owner_net_revenue
FROM credits;

CREATE TABLE expected_attributed AS
SELECT
  model,
  place.layer AS layer,
  -- what nobody earned is apart in the enterprise too
  CASE WHEN is_nobody THEN agent_id ELSE place.entity_id END AS entity_id,
  span.period AS period,
  span.start AS period_start,
  sum(conversions) AS conversions,
  sum(net_revenue) AS net_revenue,
  sum(margin) AS margin,
  sum(repurchase_revenue_6m) AS repurchase_revenue_6m,
  sum(lifetime_value) AS lifetime_value,
  sum(owner_conversions) AS owner_conversions,
  sum(owner_net_revenue) AS owner_net_revenue
FROM (
  SELECT
    e.*,
    unnest(places(e.agent_id, e.team_id, s.site, e.is_nobody)) AS place
  FROM earnings e
  LEFT JOIN sites s ON s.team_id = e.team_id AND s.day = e.day) placed,
  unnest(spans(day)) AS dated(span)
GROUP BY ALL;

CREATE TABLE wrong_attributed AS
SELECT
  'attributed ' || if(e.model IS NULL, 'nothing', e::VARCHAR) || ' is '
    || if(a.model IS NULL, 'nothing', a::VARCHAR) AS message
FROM expected_attributed e
FULL JOIN attributed a
  ON a.model = e.model
  AND a.layer = e.layer
  AND a.entity_id = e.entity_id
  AND a.period = e.period
  AND a.period_start = e.period_start
WHERE NOT coalesce(
  a.conversions = e.conversions
  AND a.net_revenue = e.net_revenue
  AND a.margin = e.margin
  AND a.repurchase_revenue_6m IS NOT DISTINCT FROM e.repurchase_revenue_6m
  AND a.lifetime_value IS NOT DISTINCT FROM e.lifetime_value
  AND a.owner_conversions = e.owner_conversions
  AND a.owner_net_revenue = e.owner_net_revenue,
  false);

CREATE TABLE expected_repurchased AS
SELECT
  model,
  place.layer AS layer,
  place.entity_id AS entity_id,
  CAST(date_trunc('month', posted_on) AS DATE) AS cohort_month,
  sum(weight) AS customers,
  coalesce(sum(weight) FILTER (is_matured), 0) AS matured,
  coalesce(sum(weight) FILTER (is_matured AND has_repurchased), 0) AS repurchased,
  coalesce(sum(repurchase_revenue_6m) FILTER (is_matured), 0) AS revenue_6m
FROM (
  SELECT
    c.*,
    unnest(places(c.agent_id, c.team_id, s.site, c.agent_id = 'unattributed')) AS place
  FROM credits c
  LEFT JOIN sites s ON s.team_id = c.team_id AND s.day = c.posted_on
  WHERE c.is_acquisition)
GROUP BY ALL;

CREATE TABLE wrong_repurchased AS
SELECT
  'repurchased ' || if(e.model IS NULL, 'nothing', e::VARCHAR) || ' is '
    || if(r.model IS NULL, 'nothing', r::VARCHAR) AS message
FROM expected_repurchased e
FULL JOIN repurchased r
  ON r.model = e.model
  AND r.layer = e.layer
  AND r.entity_id = e.entity_id
  AND r.cohort_month = e.cohort_month
WHERE NOT coalesce(
  r.customers = e.customers
  AND r.matured = e.matured
  AND r.repurchased = e.repurchased
  AND r.revenue_6m = e.revenue_6m
  AND CASE
    WHEN e.matured = 0 THEN r.rate IS NULL
    ELSE abs(r.rate - CAST(e.repurchased AS DOUBLE) / CAST(e.matured AS DOUBLE)) < 1e-12
  END,
  false);

-- What customers brought until now.
CREATE TABLE expected_valued AS
SELECT
  b.customer_id,
  sum(b.net) AS realised_value,
  sum(b.net - w.deal_cost) AS realised_margin,
  min(b.day) FILTER (NOT b.is_given_back) AS first_purchase_on,
  count(DISTINCT b.day) FILTER (NOT b.is_given_back) - 1 AS frequency
FROM bought b
JOIN won w USING (deal_id)
GROUP BY b.customer_id
HAVING bool_or(NOT b.is_given_back);

CREATE TABLE wrong_valued AS
SELECT
  'valued ' || if(e.customer_id IS NULL, 'nothing', e::VARCHAR) || ' is '
    || if(v.customer_id IS NULL, 'nothing', v::VARCHAR) AS message
FROM expected_valued e
FULL JOIN valued v ON v.customer_id = e.customer_id
WHERE NOT coalesce(
  v.realised_value = e.realised_value
  AND v.realised_margin = e.realised_margin
  AND v.first_purchase_on = e.first_purchase_on
  AND v.frequency = e.frequency,
  false);

-- What has a key is there once.
CREATE TABLE wrong_keys AS
SELECT 'twice ' || k::VARCHAR AS message
FROM (
  SELECT model, deal_id, refund_id, agent_id, count(*) AS times FROM credits GROUP BY ALL
  UNION ALL BY NAME
  SELECT model, layer, entity_id, period, period_start, count(*) AS times FROM attributed GROUP BY ALL
  UNION ALL BY NAME
  SELECT model, layer, entity_id, cohort_month, count(*) AS times FROM repurchased GROUP BY ALL
  UNION ALL BY NAME
  SELECT customer_key, count(*) AS times FROM valued GROUP BY ALL) k
WHERE times > 1;

CREATE TABLE wrong AS
SELECT 1 AS step, message FROM wrong_credits
UNION ALL SELECT 2, message FROM wrong_totals
UNION ALL SELECT 3, message FROM wrong_keys
UNION ALL SELECT 4, message FROM wrong_attributed
UNION ALL SELECT 5, message FROM wrong_repurchased
UNION ALL SELECT 6, message FROM wrong_valued;
