package org.ringlake.jobs.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Complaints;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Ratings;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Reviews;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;
import org.ringlake.staging.Worklogs;

/**
 * What a build reads: the silver tables, empty where no row of a feed ever came. Each is looked up
 * once; small ones are read then.
 */
final class SilverTables implements SilverFeeds {
  private static final List<String> READ =
      List.of(
          Agents.NAME,
          Calls.NAME,
          Complaints.NAME,
          Costs.NAME,
          Customers.NAME,
          Deals.NAME,
          Leads.NAME,
          Objectives.NAME,
          Ratings.NAME,
          Refunds.NAME,
          Reviews.NAME,
          Shifts.NAME,
          Surveys.NAME,
          Teams.NAME,
          Worklogs.NAME);

  private final Lake lake;
  private final List<FeedDefinition> feeds;
  private final Optional<Map<String, Long>> fixed;
  private final Map<String, Found> found = new HashMap<>();

  SilverTables(Lake lake, List<FeedDefinition> feeds) {
    this(lake, feeds, Optional.empty());
  }

  private SilverTables(
      Lake lake, List<FeedDefinition> feeds, Optional<Map<String, Long>> versions) {
    this.lake = lake;
    this.feeds = feeds;
    this.fixed = versions;
  }

  /** The tables as they were at these versions; those without one were not there yet. */
  static SilverTables at(Lake lake, List<FeedDefinition> feeds, Map<String, Long> versions) {
    return new SilverTables(lake, feeds, Optional.of(versions));
  }

  /**
   * What is known of a feed.
   *
   * @param isThere whether it has a table
   * @param isHeld whether the driver has all rows
   */
  private record Found(Dataset<Row> rows, boolean isThere, boolean isHeld) {}

  @Override
  public Dataset<Row> of(String feed) {
    Found table = found(feed);
    return table.isHeld() ? LocalRows.inPlans(table.rows()) : table.rows();
  }

  @Override
  public boolean mayHaveRows(String feed) {
    return found(feed).isThere();
  }

  /** Whether the driver holds all rows that a build reads. */
  boolean areHeld() {
    return READ.stream().map(this::found).allMatch(Found::isHeld);
  }

  private Found found(String feed) {
    return found.computeIfAbsent(feed, this::find);
  }

  private Found find(String feed) {
    TableName table = TableName.silver(feed);
    OptionalLong version =
        fixed.map(all -> version(all, table)).orElseGet(() -> lake.version(table));
    if (version.isEmpty()) {
      return new Found(empty(feed), false, true);
    }
    Optional<Dataset<Row>> held = lake.held(table, version.getAsLong(), Snapshot.FEW);
    return new Found(
        held.orElseGet(() -> stored(table, version.getAsLong())), true, held.isPresent());
  }

  private Dataset<Row> stored(TableName table, long version) {
    return fixed.isPresent() ? lake.read(table, version) : lake.read(table);
  }

  private static OptionalLong version(Map<String, Long> versions, TableName table) {
    Long version = versions.get(table.toString());
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** The versions of the tables that there are, by name. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (String feed : READ) {
      TableName table = TableName.silver(feed);
      OptionalLong version = lake.version(table);
      version.ifPresent(newest -> versions.put(table.toString(), newest));
    }
    return versions;
  }

  private Dataset<Row> empty(String name) {
    FeedDefinition feed =
        feeds.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return lake.spark().createDataFrame(List.of(), new SilverRows(feed).schema());
  }
}
