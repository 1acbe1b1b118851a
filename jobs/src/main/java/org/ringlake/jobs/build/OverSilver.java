package org.ringlake.jobs.build;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverFeeds;

/** Silver tables as others have them, of which only what is made of them is known otherwise. */
interface OverSilver extends SilverFeeds {
  /** Who has the tables. */
  SilverFeeds silver();

  @Override
  default Dataset<Row> of(String feed) {
    return silver().of(feed);
  }

  @Override
  default boolean mayHaveRows(String feed) {
    return silver().mayHaveRows(feed);
  }
}
