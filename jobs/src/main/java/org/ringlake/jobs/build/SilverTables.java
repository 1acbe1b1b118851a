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
   * @param isHeld whether the driver has all rows
   */
  private record Found(Dataset<Row> rows, boolean isHeld) {}

  @Override
  public Dataset<Row> of(String feed) {
    Found table = found(feed);
    return table.isHeld() ? LocalRows.planned(table.rows()) : table.rows();
  }

  @Override
  public boolean mayKnow(String feed) {
    TableName table = TableName.silver(feed);
    return fixed
        .map(versions -> versions.containsKey(table.toString()))
        .orElseGet(() -> lake.exists(table));
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
    if (!mayKnow(feed)) {
      return new Found(empty(feed), true);
    }
    Optional<Long> version = fixed.map(versions -> versions.get(table.toString()));
    return version
        .map(of -> lake.held(table, of, Snapshot.FEW))
        .orElseGet(() -> lake.held(table, Snapshot.FEW))
        .map(rows -> new Found(rows, true))
        .orElseGet(
            () ->
                new Found(
                    version.map(of -> lake.read(table, of)).orElseGet(() -> lake.read(table)),
                    false));
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
