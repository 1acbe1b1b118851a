package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.to_date;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * Base of the tests that go from what happened to customers to the tables about them. What follows
 * from other columns is left out of their rows: agents' numbers, customers' keys, days and months.
 */
abstract class CustomerStories extends SparkTest {
  @TempDir private Path folder;
  SilverLake silver;

  @BeforeEach
  void openLake() {
    silver = SilverLake.withWorth(spark(), folder);
  }

  void roster(String table) {
    StructType schema = silver.schema(Agents.NAME);
    silver.add(Agents.NAME, withAgentNo(rows(schema, table), schema));
  }

  /** Calls that were answered. */
  void calls(String table) {
    silver.add(
        Calls.NAME,
        ofCustomers(Calls.NAME, Calls.STARTED_AT, table)
            .withColumn(Calls.DISPOSITION, lit("answered")));
  }

  /** Deals that were won. */
  void deals(String table) {
    silver.add(
        Deals.NAME,
        ofCustomers(Deals.NAME, Deals.CLOSED_AT, table).withColumn(Deals.STATUS, lit("won")));
  }

  void refunds(String table) {
    StructType schema = silver.schema(Refunds.NAME);
    silver.add(Refunds.NAME, withMonth(rows(schema, table), schema));
  }

  private Dataset<Row> ofCustomers(String feed, String time, String table) {
    StructType schema = silver.schema(feed);
    Dataset<Row> rows =
        withAgentNo(rows(schema, table), schema)
            .withColumn(
                Resolved.CUSTOMER_KEY, concat(lit("k"), col(Resolved.CUSTOMER_NO).cast("string")))
            .withColumn(Resolved.EVENT_DATE, to_date(col(time)));
    return withMonth(rows, schema);
  }

  /** The digits of the agent's id. */
  private static Dataset<Row> withAgentNo(Dataset<Row> rows, StructType schema) {
    Column number = regexp_extract(col(Agents.AGENT_ID), "[0-9]+", 0);
    return with(Resolved.AGENT_NO, number, rows, schema);
  }

  private static Dataset<Row> withMonth(Dataset<Row> rows, StructType schema) {
    return with(SilverRows.MONTH, date_format(col(Resolved.EVENT_DATE), "yyyyMM"), rows, schema);
  }

  private static Dataset<Row> with(
      String column, Column value, Dataset<Row> rows, StructType schema) {
    return rows.withColumn(column, value.cast(schema.apply(column).dataType()));
  }

  Dataset<Row> kpis() {
    return silver.lake().read(TableName.gold("kpi"));
  }

  Dataset<Row> restatements() {
    return silver.lake().read(TableName.ops("restatement"));
  }

  /** Rows as text, in an order of their own. */
  static List<String> texts(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }
}
