package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.AgentNumbers;
import org.ringlake.facts.Persons;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
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
        hasRoster() ? Roster.of(roster()) : Roster.none(),
        readOrEmpty(AGENT_NUMBERS, AGENT_NUMBER),
        phoneOwners(),
        sent(PERSONS, readOrEmpty(PERSONS, PERSON)));
  }

  /**
   * Everybody whom a few rows can belong to.
   *
   * @param given local rows as {@link SilverRows#given} makes them, or of the table
   */
  SilverRows.People readFor(SilverRows silver, Dataset<Row> given) {
    Dataset<Row> customers = silver.hasPhones() ? customersOf(given) : none(CUSTOMER);
    Dataset<Row> persons = silver.hasCustomers() ? personsOf(given, customers) : none(PERSON);
    return new SilverRows.People(
        hasRoster() ? Roster.of(LocalRows.together(roster())) : Roster.none(),
        LocalRows.together(readOrEmpty(AGENT_NUMBERS, AGENT_NUMBER)),
        Persons.owners(LocalRows.together(customers)),
        LocalRows.together(persons));
  }

  private Dataset<Row> customersOf(Dataset<Row> given) {
    return matching(
        TableName.silver(Customers.NAME),
        CUSTOMER,
        Persons.PHONE_KEY,
        texts(given, col(Persons.PHONE_KEY)));
  }

  private Dataset<Row> personsOf(Dataset<Row> given, Dataset<Row> customers) {
    Set<String> lookups = lookups(given);
    lookups.addAll(texts(customers, Persons.byId(col(Resolved.CUSTOMER_ID))));
    return matching(PERSONS, PERSON, Persons.LOOKUP, lookups);
  }

  private static Set<String> lookups(Dataset<Row> given) {
    Set<String> lookups = texts(given, Persons.byId(col(Persons.GIVEN_CUSTOMER_ID)));
    lookups.addAll(texts(given, col(Persons.PHONE_KEY)));
    return lookups;
  }

  /** A table's rows that have one of these texts, held by the driver. */
  private Dataset<Row> matching(
      TableName table, StructType schema, String column, Set<String> texts) {
    Dataset<Row> rows =
        readOrEmpty(table, schema)
            .select(Arrays.stream(schema.fieldNames()).map(functions::col).toArray(Column[]::new));
    return LocalRows.of(LocalRows.having(rows, column, texts));
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
    named(silver, given).ifPresent(this::numberAgents);
  }

  /**
   * The same for a few rows.
   *
   * @param given local rows
   */
  void numberFew(SilverRows silver, Dataset<Row> given) {
    if (silver.hasCustomers()) {
      Set<String> lookups = lookups(given);
      Dataset<Row> known = matching(PERSONS, PERSON, Persons.LOOKUP, lookups);
      if (!texts(known, col(Persons.LOOKUP)).containsAll(lookups)) {
        int highest = highest(readOrEmpty(PERSONS, PERSON), Resolved.CUSTOMER_NO);
        Dataset<Row> rows = LocalRows.together(given);
        Dataset<Row> added = Persons.added(rows, LocalRows.together(known), keys, highest);
        tables.append(PERSONS, LocalRows.of(added));
      }
    }
    named(silver, given).ifPresent(this::numberFewAgents);
  }

  private void numberFewAgents(Dataset<Row> named) {
    Dataset<Row> numbers = readOrEmpty(AGENT_NUMBERS, AGENT_NUMBER);
    Set<String> known = texts(numbers, col(AgentNumbers.NUMBERED));
    if (!known.containsAll(texts(named, col(Resolved.AGENT_ID)))) {
      int highest = highest(numbers, Resolved.AGENT_NO);
      Dataset<Row> rows = LocalRows.together(named);
      Dataset<Row> added = AgentNumbers.added(rows, LocalRows.together(numbers), highest);
      tables.append(AGENT_NUMBERS, LocalRows.of(added));
    }
  }

  private void numberAgents(Dataset<Row> named) {
    Dataset<Row> numbers = readOrEmpty(AGENT_NUMBERS, AGENT_NUMBER);
    Dataset<Row> added = AgentNumbers.added(named, numbers, highest(numbers, Resolved.AGENT_NO));
    if (!added.isEmpty()) {
      lake.append(AGENT_NUMBERS, added, TableLayout.PLAIN);
    }
  }

  /** The agents that rows name; empty where the feed has none. */
  private static Optional<Dataset<Row>> named(SilverRows silver, Dataset<Row> given) {
    if (silver.hasAgents()) {
      return Optional.of(given.select(col(Roster.GIVEN_AGENT_ID).as(Resolved.AGENT_ID)));
    }
    return silver.resolvedColumns().contains(Resolved.AGENT_NO)
        ? Optional.of(given.select(col(Resolved.AGENT_ID)))
        : Optional.empty();
  }

  private Dataset<Row> roster() {
    return tables.read(TableName.silver(Agents.NAME));
  }

  private Dataset<Row> phoneOwners() {
    TableName table = TableName.silver(Customers.NAME);
    Dataset<Row> customers =
        readOrEmpty(table, CUSTOMER).select(Resolved.CUSTOMER_ID, Persons.PHONE_KEY);
    return sent(table, Persons.owners(customers));
  }

  /** Rows made of a table, to be sent to every executor while it is small enough for that. */
  private Dataset<Row> sent(TableName table, Dataset<Row> rows) {
    return lake.isLarger(table, SENT_BYTES) ? rows : broadcast(rows);
  }

  private Dataset<Row> readOrEmpty(TableName table, StructType schema) {
    return lake.exists(table) ? tables.read(table) : none(schema);
  }

  private Dataset<Row> none(StructType schema) {
    return lake.spark().createDataFrame(List.of(), schema);
  }

  private static Set<String> texts(Dataset<Row> rows, Column text) {
    return rows.select(text).collectAsList().stream()
        .map(row -> row.getString(0))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static int highest(Dataset<Row> numbered, String column) {
    if (LocalRows.areLocal(numbered)) {
      return numbered.select(column).collectAsList().stream()
          .mapToInt(row -> row.getInt(0))
          .max()
          .orElse(-1);
    }
    Row row = numbered.agg(max(col(column))).first();
    return row.isNullAt(0) ? -1 : row.getInt(0);
  }
}
