-- The newest good version of every key, unless it is a tombstone.

CREATE MACRO current_rows(typed) AS TABLE
SELECT * FROM (
  SELECT * FROM query_table(typed) WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY id ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE calls AS FROM current_rows('typed_calls');
CREATE TABLE deals AS FROM current_rows('typed_deals');
CREATE TABLE refunds AS FROM current_rows('typed_refunds');
CREATE TABLE customers AS FROM current_rows('typed_customers');
CREATE TABLE agents AS FROM current_rows('typed_agents');
CREATE TABLE teams AS FROM current_rows('typed_teams');
CREATE TABLE shifts AS FROM current_rows('typed_shifts');
CREATE TABLE surveys AS FROM current_rows('typed_surveys');
CREATE TABLE reviews AS FROM current_rows('typed_reviews');
CREATE TABLE complaints AS FROM current_rows('typed_complaints');
CREATE TABLE leads AS FROM current_rows('typed_leads');
CREATE TABLE costs AS FROM current_rows('typed_costs');
CREATE TABLE objectives AS FROM current_rows('typed_objectives');
CREATE TABLE ratings AS FROM current_rows('typed_ratings');
CREATE TABLE worklogs AS FROM current_rows('typed_worklogs');
