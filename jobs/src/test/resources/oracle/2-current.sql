-- The newest good version of every key, unless it is a tombstone.

CREATE TABLE calls AS
SELECT * FROM (
  SELECT * FROM typed_calls WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY call_id ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE deals AS
SELECT * FROM (
  SELECT * FROM typed_deals WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY deal_id ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE shifts AS
SELECT * FROM (
  SELECT * FROM typed_shifts WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY agent_id, day ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE surveys AS
SELECT * FROM (
  SELECT * FROM typed_surveys WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY survey_id ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE customers AS
SELECT * FROM (
  SELECT * FROM typed_customers WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY customer_id ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE agents AS
SELECT * FROM (
  SELECT * FROM typed_agents WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY agent_id, valid_from ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;

CREATE TABLE teams AS
SELECT * FROM (
  SELECT * FROM typed_teams WHERE is_good
  QUALIFY row_number() OVER (
    PARTITION BY team_id, valid_from ORDER BY updated_at DESC NULLS LAST, row_text DESC) = 1)
WHERE NOT is_deleted;
