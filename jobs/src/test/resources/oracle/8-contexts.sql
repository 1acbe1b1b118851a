-- What stands beside a KPI's value. The table shares names the KPIs that are shares of cases, each of
-- which is one or is not: only these have an interval.

-- 95 % after Wilson (1927), of k among n.
CREATE MACRO wilson(k, n, side) AS
  (k + 1.959963984540054 * 1.959963984540054 / 2
    + side * 1.959963984540054
      * sqrt(k * (n - k) / n + 1.959963984540054 * 1.959963984540054 / 4))
  / (n + 1.959963984540054 * 1.959963984540054);

-- Monday of an ISO week: 4 January is always in week 1.
CREATE MACRO monday_of(iso_year, iso_week) AS
  CAST(date_trunc('week', make_date(iso_year, 1, 4)) + to_days(CAST(7 * (iso_week - 1) AS INTEGER)) AS DATE);

-- The same day, month and so on a year before; NULL where that year has none.
CREATE MACRO year_ago(period, start) AS
  CASE period
    WHEN 'day' THEN TRY_CAST((year(start) - 1) || strftime(start, '-%m-%d') AS DATE)
    WHEN 'week' THEN
      CASE
        WHEN weekofyear(monday_of(isoyear(start) - 1, weekofyear(start))) = weekofyear(start)
        THEN monday_of(isoyear(start) - 1, weekofyear(start))
      END
    ELSE CAST(start - INTERVAL 1 YEAR AS DATE)
  END;

CREATE MACRO previous(period, start) AS
  CAST(start - CASE period
    WHEN 'day' THEN INTERVAL 1 DAY
    WHEN 'week' THEN INTERVAL 7 DAY
    WHEN 'month' THEN INTERVAL 1 MONTH
    WHEN 'quarter' THEN INTERVAL 3 MONTH
    ELSE INTERVAL 1 YEAR
  END AS DATE);

CREATE TABLE contexts AS
SELECT
  k.layer,
  k.entity_id,
  k.period,
  k.period_start,
  k.kpi,
  CASE WHEN i.kpi IS NOT NULL THEN k.denominator END AS sample_size,
  CASE
    WHEN i.kpi IS NULL OR k.denominator = 0 OR k.numerator > k.denominator THEN NULL
    WHEN k.numerator = 0 THEN 0
    ELSE wilson(k.numerator, k.denominator, -1)
  END AS low,
  CASE
    WHEN i.kpi IS NULL OR k.denominator = 0 OR k.numerator > k.denominator THEN NULL
    WHEN k.numerator = k.denominator THEN 1
    ELSE wilson(k.numerator, k.denominator, 1)
  END AS high,
  next_start(k.period, k.period_start) - 1 < as_of_day() AS is_complete,
  p.value AS previous_value,
  y.value AS year_ago_value
FROM kpis k
LEFT JOIN shares i ON i.kpi = k.kpi
LEFT JOIN kpis p
  ON p.layer = k.layer
  AND p.entity_id = k.entity_id
  AND p.period = k.period
  AND p.period_start = previous(k.period, k.period_start)
  AND p.kpi = k.kpi
LEFT JOIN kpis y
  ON y.layer = k.layer
  AND y.entity_id = k.entity_id
  AND y.period = k.period
  AND y.period_start = year_ago(k.period, k.period_start)
  AND y.kpi = k.kpi;
