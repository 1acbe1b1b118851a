package org.ringlake.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.Personal;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.TextTypes;

/**
 * The rows of {@code silver.<feed>}: the newest version of each key with its agent, team and
 * customer resolved.
 *
 * <p>Grain: one row per key. Columns: the feed's own without personal ones, those of {@link
 * Resolved}, and, under names that begin with an underscore, what resolving them again takes.
 */
public final class SilverRows {
  /** Year and month of {@code event_date} as a number, 202506: what the table is partitioned by. */
  public static final String MONTH = "_month";

  private final FeedDefinition feed;

  public SilverRows(FeedDefinition feed) {
    this.feed = feed;
  }

  /**
   * Everybody that events can belong to.
   *
   * @param phoneOwners as {@link Persons#owners} finds them
   */
  public record People(
      Roster roster, Dataset<Row> agentNumbers, Dataset<Row> phoneOwners, Dataset<Row> persons) {}

  /** Whether the feed's rows have an agent to be looked up: the roster's own have not. */
  public boolean hasAgents() {
    return !isRoster() && (feed.hasColumn(Agents.AGENT_ID) || feed.hasColumn(Agents.EXTENSION));
  }

  /** Whether the feed's rows can name a customer. */
  public boolean hasCustomers() {
    return feed.hasColumn(Resolved.CUSTOMER_ID) || phone() != null;
  }

  /** Whether a customer can be found by phone, and so change when the CRM's customers do. */
  public boolean hasPhones() {
    return phone() != null;
  }

  /** The silver column that holds what the source gave for a key's column. */
  public String keyColumn(String key) {
    return key.equals(Resolved.AGENT_ID) && hasAgents() ? Roster.GIVEN_AGENT_ID : key;
  }

  /** The silver columns that identify a row. */
  public List<String> keyColumns() {
    return feed.key().stream().map(this::keyColumn).toList();
  }

  /** A row's key as text, under which measures name their events. */
  public static Column keyText(List<String> keyColumns) {
    return concat_ws(" ", keyColumns.stream().map(functions::col).toArray(Column[]::new));
  }

  /** Versions under the names that resolving needs; deletions left out. */
  public Dataset<Row> given(Dataset<Row> newest) {
    List<Column> columns = new ArrayList<>();
    for (FeedColumn column : feed.columns()) {
      if (column.personal() == Personal.NO && !isResolvedLater(column.name())) {
        columns.add(col(column.name()));
      }
    }
    columns.add(col(Resolved.EVENT_DATE));
    columns.add(col(Passage.FILE_ID));
    columns.add(col(Passage.SOURCE));
    columns.add(col(FeedColumn.UPDATED_AT));
    if (hasAgents()) {
      columns.add(given(Resolved.AGENT_ID, Roster.GIVEN_AGENT_ID));
      columns.add(given(Resolved.TEAM_ID, Roster.GIVEN_TEAM_ID));
    }
    if (hasCustomers()) {
      columns.add(given(Resolved.CUSTOMER_ID, Persons.GIVEN_CUSTOMER_ID));
      columns.add(
          phone() == null
              ? lit(null).cast(DataTypes.StringType).as(Persons.PHONE_KEY)
              : col(phone()).as(Persons.PHONE_KEY));
    }
    return newest.filter(not(isDeleted())).select(columns.toArray(Column[]::new));
  }

  /** Whether a version removes its key. */
  public static Column isDeleted() {
    return org.apache.spark.sql.functions.coalesce(col(FeedColumn.IS_DELETED), lit(false));
  }

  /**
   * Rows as the table has them.
   *
   * @param given from {@link #given}, or rows of the table
   */
  public Dataset<Row> resolved(Dataset<Row> given, People people) {
    Dataset<Row> rows = given;
    if (hasCustomers()) {
      rows =
          Persons.resolve(
              rows.drop(Resolved.CUSTOMER_ID, Resolved.CUSTOMER_KEY, Resolved.CUSTOMER_NO),
              people.phoneOwners(),
              people.persons());
    }
    if (hasAgents()) {
      rows = people.roster().resolve(rows.drop(Resolved.AGENT_ID, Resolved.TEAM_ID));
    }
    if (hasAgents() || isRoster()) {
      rows = AgentNumbers.resolve(rows.drop(Resolved.AGENT_NO), people.agentNumbers());
    }
    Column monthOfEvent =
        year(col(Resolved.EVENT_DATE)).multiply(100).plus(month(col(Resolved.EVENT_DATE)));
    return rows.withColumn(MONTH, monthOfEvent).select(tableColumns());
  }

  /** The resolved columns this feed has: what changes when people do. */
  public List<String> resolvedColumns() {
    List<String> columns = new ArrayList<>();
    if (hasCustomers()) {
      columns.add(Resolved.CUSTOMER_ID);
      columns.add(Resolved.CUSTOMER_KEY);
      columns.add(Resolved.CUSTOMER_NO);
    }
    if (hasAgents()) {
      columns.add(Resolved.AGENT_ID);
      columns.add(Resolved.TEAM_ID);
    }
    if (hasAgents() || isRoster()) {
      columns.add(Resolved.AGENT_NO);
    }
    return columns;
  }

  /** The columns of the table and their types. */
  public StructType schema() {
    StructType schema = new StructType();
    for (String column : columnNames()) {
      schema = schema.add(column, type(column));
    }
    return schema;
  }

  private DataType type(String column) {
    return switch (column) {
      case Resolved.CUSTOMER_NO, Resolved.AGENT_NO, MONTH -> DataTypes.IntegerType;
      case Resolved.EVENT_DATE -> DataTypes.DateType;
      default ->
          feed.storedColumns().stream()
              .filter(each -> each.name().equals(column) && each.personal() == Personal.NO)
              .findFirst()
              .map(each -> TextTypes.sparkType(each.type()))
              .orElse(DataTypes.StringType);
    };
  }

  private Column[] tableColumns() {
    return columnNames().stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  private List<String> columnNames() {
    List<String> names = new ArrayList<>();
    for (FeedColumn column : feed.columns()) {
      if (column.personal() == Personal.NO) {
        names.add(column.name());
      }
    }
    for (String resolved : resolvedColumns()) {
      if (!names.contains(resolved)) {
        names.add(resolved);
      }
    }
    names.add(Resolved.EVENT_DATE);
    names.add(Passage.FILE_ID);
    names.add(FeedColumn.UPDATED_AT);
    names.add(Passage.SOURCE);
    if (hasAgents()) {
      names.add(Roster.GIVEN_AGENT_ID);
      names.add(Roster.GIVEN_TEAM_ID);
    }
    if (hasCustomers()) {
      names.add(Persons.GIVEN_CUSTOMER_ID);
      names.add(Persons.PHONE_KEY);
    }
    names.add(MONTH);
    return names;
  }

  private boolean isRoster() {
    return feed.name().equals(Agents.NAME);
  }

  private boolean isResolvedLater(String column) {
    return resolvedColumns().contains(column);
  }

  private Column given(String column, String as) {
    return (feed.hasColumn(column) ? col(column) : lit(null).cast(DataTypes.StringType)).as(as);
  }

  private String phone() {
    return feed.columns().stream()
        .filter(column -> column.personal() == Personal.PHONE)
        .map(FeedColumn::name)
        .findFirst()
        .orElse(null);
  }
}
