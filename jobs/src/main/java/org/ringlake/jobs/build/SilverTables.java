package org.ringlake.jobs.build;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;

/** What a build reads: the silver tables, empty where no row of a feed ever came. */
final class SilverTables {
  private static final List<String> READ =
      List.of(
          Calls.NAME,
          Deals.NAME,
          Shifts.NAME,
          Surveys.NAME,
          Agents.NAME,
          Teams.NAME,
          Objectives.NAME);

  private final Lake lake;
  private final List<FeedDefinition> feeds;

  SilverTables(Lake lake, List<FeedDefinition> feeds) {
    this.lake = lake;
    this.feeds = feeds;
  }

  Dataset<Row> read(String feed) {
    TableName table = TableName.silver(feed);
    return lake.exists(table) ? lake.read(table) : empty(feed);
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
