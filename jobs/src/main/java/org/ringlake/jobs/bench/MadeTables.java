package org.ringlake.jobs.bench;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.ReportingMoney;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.ingest.SilverLayout;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;

/** The silver tables of a lake, laid out as ingest does it, and empty where nothing was made. */
record MadeTables(Lake lake, Configuration configuration) implements SilverFeeds {
  @Override
  public Dataset<Row> of(String feed) {
    TableName table = TableName.silver(feed);
    return lake.exists(table)
        ? lake.read(table)
        : lake.spark().createDataFrame(List.of(), schema(feed));
  }

  @Override
  public boolean mayHaveRows(String feed) {
    return lake.exists(TableName.silver(feed));
  }

  void append(String feed, Dataset<Row> rows) {
    lake.append(TableName.silver(feed), rows, SilverLayout.of(definition(feed)));
  }

  StructType schema(String feed) {
    return new SilverRows(definition(feed)).schema();
  }

  /** The reporting currency, into which nothing needs to be converted. */
  ReportingMoney money() {
    return new ReportingMoney(
        configuration.ringlake().currency().getCurrencyCode(),
        lake.spark().createDataFrame(List.of(), ReportingMoney.RATES));
  }

  private FeedDefinition definition(String feed) {
    return configuration.feeds().stream()
        .filter(each -> each.name().equals(feed))
        .findFirst()
        .orElseThrow();
  }
}
