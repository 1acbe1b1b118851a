package org.ringlake.jobs.quality;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ReviewSample;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Reviews;

/** Picks calls of the lake for people to review. It only reads. */
public final class SampleJob {
  private static final TableName CALLS = TableName.silver(Calls.NAME);
  private static final TableName REVIEWS = TableName.silver(Reviews.NAME);

  private final Lake lake;
  private final Configuration configuration;

  public SampleJob(Lake lake, Configuration configuration) {
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * The calls, as {@link ReviewSample} has them; fewer than asked for where there are no more.
   *
   * @throws JobException when the lake has no calls
   */
  public Dataset<Row> pick(ReviewSample.Request request) {
    if (!lake.exists(CALLS)) {
      throw new JobException(
          "There is no table %s in the lake at %s to pick calls from. Fill it with 'ringlake run'."
              .formatted(CALLS, lake.root()));
    }
    return ReviewSample.from(lake.read(CALLS), reviews(), configuration.quality(), request);
  }

  private Dataset<Row> reviews() {
    if (lake.exists(REVIEWS)) {
      return lake.read(REVIEWS);
    }
    FeedDefinition feed =
        configuration.feeds().stream()
            .filter(each -> each.name().equals(Reviews.NAME))
            .findFirst()
            .orElseThrow();
    return lake.spark().createDataFrame(List.of(), new SilverRows(feed).schema());
  }
}
