-- What customers bought, whether they came back, and whose they are: the last touch's of the first
-- deal, unless it is told how the agents of that deal share them.

CREATE TABLE given_back AS
SELECT deal_id, sum(amount) AS amount, sum(money) AS money
FROM (
  SELECT r.deal_id, r.amount, reported(r.amount, d.currency, r.day) AS money
  FROM refunds r
  JOIN deals d USING (deal_id)
  WHERE r.day <= as_of_day())
GROUP BY deal_id;

CREATE TABLE bought AS
SELECT
  w.deal_id,
  w.customer_id,
  w.closed_at,
  w.closed_on AS day,
  w.revenue - coalesce(b.money, 0) AS net,
  -- where there is no amount, there is nothing to give back
  w.amount > 0 AND coalesce(b.amount >= w.amount, false) AS is_given_back
FROM won w
LEFT JOIN given_back b USING (deal_id)
WHERE w.customer_id IS NOT NULL AND w.closed_on <= as_of_day();

-- Deals of one day are one purchase; deals refunded in full are none.
CREATE TABLE purchases AS
SELECT customer_id, day, sum(net) AS net
FROM bought
WHERE NOT is_given_back
GROUP BY ALL;

CREATE TABLE acquisitions AS
SELECT b.customer_id, b.deal_id, b.day
FROM bought b
WHERE NOT b.is_given_back
QUALIFY row_number() OVER (PARTITION BY b.customer_id ORDER BY b.closed_at, b.deal_id) = 1;

-- The last days of the windows that begin with a purchase.
CREATE MACRO repurchase_end(day) AS CAST(day + (SELECT repurchase FROM windows) AS DATE);
CREATE MACRO churn_end(day) AS CAST(day + (SELECT churn FROM windows) AS DATE);

CREATE TABLE cohort AS
SELECT
  a.customer_id,
  a.day,
  repurchase_end(a.day) < as_of_day() AS is_matured,
  count(p.day) > 0 AS is_back,
  coalesce(sum(p.net), 0) AS net_of_repurchases
FROM acquisitions a
LEFT JOIN purchases p
  ON p.customer_id = a.customer_id AND p.day > a.day AND p.day <= repurchase_end(a.day)
GROUP BY ALL;

CREATE TABLE realised AS
SELECT customer_id, sum(net) AS net
FROM bought
GROUP BY customer_id;

-- Who has which part of a customer, and of what the customer brings.
CREATE TABLE winners AS
WITH parts AS (
  SELECT
    a.customer_id,
    coalesce(t.agent_id, 'unknown') AS agent_id,
    CAST(1 AS DECIMAL(10, 9)) AS part,
    CASE WHEN c.is_matured THEN c.net_of_repurchases END AS repurchase_revenue,
    r.net + p.predicted AS lifetime_value
  FROM acquisitions a
  JOIN cohort c USING (customer_id)
  JOIN realised r USING (customer_id)
  LEFT JOIN predictions p USING (customer_id)
  LEFT JOIN last_touch t USING (deal_id)
  WHERE NOT (SELECT is_shared FROM worth)
  UNION ALL BY NAME
  SELECT
    a.customer_id,
    if(s.agent_id = 'unattributed', 'unknown', s.agent_id) AS agent_id,
    s.part,
    s.repurchase_revenue,
    s.lifetime_value
  FROM acquisitions a
  JOIN told_parts s USING (deal_id)
  WHERE (SELECT is_shared FROM worth))
SELECT p.*, a.day, coalesce(r.team_id, 'unknown') AS team_id
FROM parts p
JOIN acquisitions a USING (customer_id)
LEFT JOIN roster r ON r.day = a.day AND r.agent_id = p.agent_id;

-- From the purchase that made a customer active to the day on which they are lost.
CREATE TABLE tenures AS
WITH marked AS (
  SELECT
    customer_id,
    day,
    coalesce(day > churn_end(lag(day) OVER history), true) AS begins,
    churn_end(day) AS lost_on
  FROM purchases
  WINDOW history AS (PARTITION BY customer_id ORDER BY day)),
numbered AS (
  SELECT
    *,
    sum(begins::INT) OVER (PARTITION BY customer_id ORDER BY day) AS tenure
  FROM marked)
SELECT
  n.customer_id,
  w.agent_id,
  w.team_id,
  w.part,
  min(n.day) AS active_from,
  max(n.lost_on) AS lost_on
FROM numbered n
JOIN winners w USING (customer_id)
GROUP BY n.customer_id, w.agent_id, w.team_id, w.part, n.tenure;

CREATE TABLE renewals AS
SELECT
  d.renewal_due_on AS day,
  d.agent_id,
  EXISTS (
    SELECT 1 FROM won r
    WHERE r.is_renewal
      AND r.deal_id <> d.deal_id
      AND r.customer_id = d.customer_id
      AND r.product IS NOT DISTINCT FROM d.product
      AND r.closed_on BETWEEN d.renewal_due_on - 30 AND d.renewal_due_on + 30
      AND r.closed_on <= as_of_day()) AS is_renewed
FROM won d
WHERE d.closed_on <= as_of_day() AND d.renewal_due_on + 30 < as_of_day();
