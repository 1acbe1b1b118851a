package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.facts.Persons;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Customers;

/**
 * Resolves the rows of silver tables again whose agent, team or customer may be another since the
 * roster or the CRM's customers changed, also back in time.
 */
final class Resettling {
  private static final String CHANGED = "__changed";

  private final Lake lake;
  private final PeopleTables people;
  private final String runId;
  private Column agentChanged; // null: not asked for yet
  private Column extensionChanged;
  private Dataset<Row> phonesChanged;

  Resettling(Lake lake, PeopleTables people, String runId) {
    this.lake = lake;
    this.people = people;
    this.runId = runId;
  }

  /**
   * Which people changed in this run.
   *
   * @param hadRoster whether the lake held agents before
   */
  record Change(boolean agents, boolean customers, boolean hadRoster) {
    boolean isNothing() {
      return !agents && !customers;
    }
  }

  /** Writes the rows of a feed's table that come out differently now. */
  void settle(FeedDefinition feed, Change change) {
    SilverRows silver = new SilverRows(feed);
    TableName table = TableName.silver(feed.name());
    if (!isAnyAffected(silver, change)) {
      return;
    }
    Dataset<Row> affected = affected(silver, lake.readSmall(table, SilverTable.FEW), change);
    Optional<Dataset<Row>> few = LocalRows.ifFew(affected, SilverTable.FEW);
    if (few.isPresent()) {
      settleFew(silver, table, few.get());
    } else {
      settleMany(silver, table, affected);
    }
  }

  private void settleFew(SilverRows silver, TableName table, Dataset<Row> affected) {
    if (affected.isEmpty()) {
      return;
    }
    Dataset<Row> rows =
        LocalRows.inOneTask(
            lake.spark(),
            () -> {
              SilverRows.People theirs = people.readFor(silver, affected);
              return LocalRows.of(differing(silver, LocalRows.together(affected), theirs));
            });
    if (!rows.isEmpty()) {
      LocalRows.unstored(lake.spark(), () -> update(silver, table, rows));
    }
  }

  private void settleMany(SilverRows silver, TableName table, Dataset<Row> affected) {
    Dataset<Row> rows =
        differing(silver, affected, people.read()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (!rows.isEmpty()) {
        update(silver, table, rows);
      }
    } finally {
      rows.unpersist();
    }
  }

  /** The rows that come out differently now, as they come out. */
  private static Dataset<Row> differing(
      SilverRows silver, Dataset<Row> rows, SilverRows.People people) {
    List<String> keys = silver.keyColumns();
    List<String> resolved = silver.resolvedColumns();
    Dataset<Row> now = silver.resolved(rows, people).as("now");
    Dataset<Row> before = rows.as("before");
    Column sameRow =
        keys.stream()
            .map(key -> col("now." + key).eqNullSafe(col("before." + key)))
            .reduce(Column::and)
            .orElseThrow();
    Column isSame =
        resolved.stream()
            .map(column -> col("now." + column).eqNullSafe(col("before." + column)))
            .reduce(Column::and)
            .orElseThrow();
    return now.join(before, sameRow.and(isSame), "left_anti");
  }

  private static boolean isAnyAffected(SilverRows silver, Change change) {
    return (change.agents() && silver.hasAgents()) || (change.customers() && silver.hasPhones());
  }

  private Dataset<Row> affected(SilverRows silver, Dataset<Row> table, Change change) {
    Column isAffected = null;
    if (change.agents() && silver.hasAgents()) {
      if (!change.hadRoster() || !people.hasRoster()) {
        return table;
      }
      isAffected = isOfChangedAgent(table);
    }
    if (change.customers() && silver.hasPhones()) {
      Dataset<Row> phones = changedPhones();
      Dataset<Row> byPhone =
          table.join(broadcast(phones), col(Persons.PHONE_KEY).equalTo(col(CHANGED)), "left_semi");
      return isAffected == null ? byPhone : byPhone.union(table.filter(isAffected)).distinct();
    }
    return table.filter(isAffected);
  }

  private Column isOfChangedAgent(Dataset<Row> table) {
    if (agentChanged == null) {
      findChangedAgents();
    }
    boolean hasExtension = List.of(table.columns()).contains(Agents.EXTENSION);
    return hasExtension ? agentChanged.or(extensionChanged) : agentChanged;
  }

  /** The roster is small: its changed agents and the extensions they ever had fit a condition. */
  private void findChangedAgents() {
    Dataset<Row> versions = new BronzeTable(lake, Agents.NAME).versions();
    Object[] agents =
        texts(
            versions
                .filter(col(BronzeTable.RUN_ID).equalTo(runId))
                .select(col(Agents.AGENT_ID))
                .distinct());
    Object[] extensions =
        texts(
            versions
                .filter(col(Agents.AGENT_ID).isin(agents))
                .filter(col(Agents.EXTENSION).isNotNull())
                .select(Agents.EXTENSION)
                .distinct());
    agentChanged = col(Roster.GIVEN_AGENT_ID).isin(agents);
    extensionChanged = col(Agents.EXTENSION).isin(extensions);
  }

  private Dataset<Row> changedPhones() {
    if (phonesChanged == null) {
      Dataset<Row> phones = phonesOfChangedCustomers();
      phonesChanged = LocalRows.ifFew(phones, SilverTable.FEW).orElse(phones);
    }
    return phonesChanged;
  }

  private Dataset<Row> phonesOfChangedCustomers() {
    Dataset<Row> versions = new BronzeTable(lake, Customers.NAME).versions();
    Dataset<Row> changed =
        versions
            .filter(col(BronzeTable.RUN_ID).equalTo(runId))
            .select(col(Customers.CUSTOMER_ID).as(CHANGED))
            .distinct();
    return versions
        .join(changed, col(Customers.CUSTOMER_ID).equalTo(col(CHANGED)), "left_semi")
        .select(col(Customers.PHONE).as(CHANGED))
        .filter(col(CHANGED).isNotNull())
        .distinct();
  }

  private void update(SilverRows silver, TableName table, Dataset<Row> rows) {
    Object[] months =
        months(rows).collectAsList().stream()
            .filter(row -> !row.isNullAt(0))
            .distinct()
            .map(row -> (Object) row.getInt(0))
            .toArray();
    Column inMonths =
        col("table." + SilverRows.MONTH).isin(months).or(col("table." + SilverRows.MONTH).isNull());
    Column condition =
        silver.keyColumns().stream()
            .map(key -> col("table." + key).eqNullSafe(col("change." + key)))
            .reduce(inMonths, Column::and);
    Map<String, Column> values = new LinkedHashMap<>();
    for (String column : silver.resolvedColumns()) {
      values.put(column, col("change." + column));
    }
    lake.merge(table)
        .as("table")
        .merge(rows.as("change"), condition)
        .whenMatched()
        .update(values)
        .execute();
  }

  private static Dataset<Row> months(Dataset<Row> rows) {
    Dataset<Row> months = rows.select(SilverRows.MONTH);
    return LocalRows.areLocal(months) ? months : months.distinct();
  }

  private static Object[] texts(Dataset<Row> column) {
    return column.collectAsList().stream().map(row -> (Object) row.getString(0)).toArray();
  }
}
