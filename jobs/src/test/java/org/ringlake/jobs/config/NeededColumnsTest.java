package org.ringlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.SilentProgress;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

class NeededColumnsTest extends SparkTest {
  private static final Map<String, String> SEGMENTS =
      Map.of("customers.high-value-segments", "[gold]", "value.segments", "[gold]");

  @TempDir Path folder;

  @Test
  void aBuildReadsNothingElse() throws IOException {
    Configuration shipped = ShippedConf.copiedTo(folder).load(SEGMENTS);
    List<FeedDefinition> feeds =
        shipped.feeds().stream()
            .filter(feed -> NeededColumns.BY_FEED.containsKey(feed.name()))
            .map(NeededColumnsTest::onlyNeeded)
            .toList();
    Lake lake = Lake.at(spark(), folder.resolve("lake").toString());
    makeTables(lake, feeds);

    new BuildJob(lake, with(feeds, shipped), Clock.systemUTC())
        .run(
            Optional.of(LocalDate.of(2025, 3, 3)), BuildJob.Extent.FULL, SilentProgress.progress());

    assertThat(lake.exists(TableName.gold("_kpi_cells"))).isTrue();
  }

  private static FeedDefinition onlyNeeded(FeedDefinition feed) {
    List<String> needed = NeededColumns.BY_FEED.get(feed.name());
    List<FeedColumn> columns =
        feed.columns().stream().filter(column -> needed.contains(column.name())).toList();
    return new FeedDefinition(
        feed.name(), feed.key(), columns, List.of(), List.of(), feed.eventDate(), false);
  }

  private void makeTables(Lake lake, List<FeedDefinition> feeds) {
    try (LakeRun run = LakeRun.begin(lake, "ingest", "of the test", Clock.systemUTC())) {
      for (FeedDefinition feed : feeds) {
        lake.append(
            TableName.silver(feed.name()),
            spark().createDataFrame(List.<Row>of(), new SilverRows(feed).schema()),
            TableLayout.PLAIN);
      }
      run.finish(Optional.empty(), Map.of());
    }
  }

  private static Configuration with(List<FeedDefinition> feeds, Configuration other) {
    return new Configuration(
        other.ringlake(),
        feeds,
        other.sources(),
        other.kpis(),
        other.calendar(),
        other.targets(),
        other.quality(),
        other.rates(),
        other.hash(),
        other.locations());
  }
}
