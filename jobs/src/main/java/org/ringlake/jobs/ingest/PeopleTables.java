package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.AgentNumbers;
import org.ringlake.facts.Persons;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Customers;
import org.ringlake.staging.PersonalKeys;
import org.ringlake.staging.Resolved;

/** The lake's agents and customers, and the numbers that stand for them. */
final class PeopleTables {
  static final TableName PERSONS = TableName.silver("_persons");
  static final TableName AGENT_NUMBERS = TableName.silver("_agent_numbers");

  /** On disk; about four times as much in memory, which is a million persons. */
  private static final long SENT_BYTES = 64L << 20;

  private static final StructType PERSON =
      new StructType()
          .add(Persons.LOOKUP, DataTypes.StringType)
          .add(Resolved.CUSTOMER_KEY, DataTypes.StringType)
          .add(Resolved.CUSTOMER_NO, DataTypes.IntegerType);
  private static final StructType AGENT_NUMBER =
      new StructType()
          .add(AgentNumbers.NUMBERED, DataTypes.StringType)
          .add(Resolved.AGENT_NO, DataTypes.IntegerType);
  private static final StructType CUSTOMER =
      new StructType()
          .add(Resolved.CUSTOMER_ID, DataTypes.StringType)
          .add(Persons.PHONE_KEY, DataTypes.StringType);

  private final Lake lake;
  private final HeldTables tables;
  private final PersonalKeys keys;

  PeopleTables(Lake lake, PersonalKeys keys) {
    this.lake = lake;
    this.tables = new HeldTables(lake);
    this.keys = keys;
  }

  /** Everybody, as the lake stands now. */
  SilverRows.People read() {
    return new SilverRows.People(
        roster(),
        readOrEmpty(AGENT_NUMBERS, AGENT_NUMBER),
        phoneOwners(),
        sent(PERSONS, readOrEmpty(PERSONS, PERSON)));
  }

  /** Whether the lake holds any agent at all. */
  boolean hasRoster() {
    TableName agents = TableName.silver(Agents.NAME);
    return lake.exists(agents) && !tables.read(agents).isEmpty();
  }

  /** Numbers everybody these rows name who has no number yet. */
  void number(SilverRows silver, Dataset<Row> given) {
    if (silver.hasCustomers()) {
      Dataset<Row> persons = readOrEmpty(PERSONS, PERSON);
      int highest = highest(persons, Resolved.CUSTOMER_NO);
      Dataset<Row> added = Persons.added(given, persons, keys, highest);
      lake.append(PERSONS, added, TableLayout.PLAIN);
    }
    numberAgents(silver, given);
  }

  private void numberAgents(SilverRows silver, Dataset<Row> given) {
    Dataset<Row> named;
    if (silver.hasAgents()) {
      named = given.select(col(Roster.GIVEN_AGENT_ID).as(Resolved.AGENT_ID));
    } else if (silver.resolvedColumns().contains(Resolved.AGENT_NO)) {
      named = given.select(col(Resolved.AGENT_ID));
    } else {
      return;
    }
    Dataset<Row> numbers = readOrEmpty(AGENT_NUMBERS, AGENT_NUMBER);
    Dataset<Row> added = AgentNumbers.added(named, numbers, highest(numbers, Resolved.AGENT_NO));
    if (!added.isEmpty()) {
      lake.append(AGENT_NUMBERS, added, TableLayout.PLAIN);
    }
  }

  private Roster roster() {
    return hasRoster() ? Roster.of(tables.read(TableName.silver(Agents.NAME))) : Roster.none();
  }

  private Dataset<Row> phoneOwners() {
    TableName table = TableName.silver(Customers.NAME);
    Dataset<Row> customers =
        readOrEmpty(table, CUSTOMER).select(Resolved.CUSTOMER_ID, Persons.PHONE_KEY);
    return sent(table, Persons.owners(customers));
  }

  /** Rows made of a table, to be sent to every executor while it is small enough for that. */
  private Dataset<Row> sent(TableName table, Dataset<Row> rows) {
    return lake.exists(table) && lake.bytes(table) <= SENT_BYTES ? broadcast(rows) : rows;
  }

  private Dataset<Row> readOrEmpty(TableName table, StructType schema) {
    return lake.exists(table)
        ? tables.read(table)
        : lake.spark().createDataFrame(List.of(), schema);
  }

  private static int highest(Dataset<Row> numbered, String column) {
    Row row = numbered.agg(max(col(column))).first();
    return row.isNullAt(0) ? -1 : row.getInt(0);
  }
}
