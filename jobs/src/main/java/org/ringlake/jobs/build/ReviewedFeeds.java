package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.QualityRules;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.measures.AgentDay;

/**
 * The silver tables of a build that has written {@code gold.call_review}: the reviews in force are
 * read from there, and no transcript is inspected again.
 */
record ReviewedFeeds(SilverFeeds silver, Lake lake) implements SilverFeeds {
  @Override
  public Dataset<Row> of(String feed) {
    return silver.of(feed);
  }

  @Override
  public Dataset<Row> callReviews(QualityRules rules, CountedDays days) {
    return lake.read(GoldTables.CALL_REVIEW).filter(days.contains(col(AgentDay.EVENT_DATE)));
  }
}
