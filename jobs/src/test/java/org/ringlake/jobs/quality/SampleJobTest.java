package org.ringlake.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.facts.ReviewSample;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

final class SampleJobTest extends SparkTest {
  private static final ReviewSample.Request TWO =
      new ReviewSample.Request(2, 1, Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir private Path folder;
  private Configuration shipped;

  @BeforeEach
  void loadTheShippedConfiguration() throws IOException {
    Path key = folder.resolve("privacy.key");
    Files.writeString(key, "0f".repeat(32) + "\n");
    shipped = Configuration.load(Path.of("..", "conf"), Map.of("privacy.key-file", key.toString()));
  }

  @Test
  void theShippedPhrasesSpeakBesideThePickedCalls() {
    Lake lake = lakeWithCalls();

    assertRows(
        new SampleJob(lake, shipped).pick(TWO),
        """
        call_id | agent_id | violations | script_score | empathy_phrases | is_reviewed
        C1      | A1       | 1          | 75.000000    | 1               | false
        C2      | A2       | 0          | 50.000000    | 0               | false
        """);
  }

  @Test
  void aCallThatAPersonReviewedSaysSo() {
    Lake lake = lakeWithCalls();
    lake.append(
        TableName.silver("reviews"),
        rows(
            new SilverRows(feed("reviews")).schema(),
            "review_id|call_id|source\nR1|C2|human\nR2|C1|automatic\n"),
        TableLayout.PLAIN);

    assertRows(new SampleJob(lake, shipped).pick(TWO), "call_id|is_reviewed\nC1|false\nC2|true\n");
  }

  @Test
  void picksAreTheSameEachTimeAndChangeNothing() {
    Lake lake = lakeWithCalls();
    Map<String, Long> before = lake.versions();
    SampleJob job = new SampleJob(lake, shipped);

    List<Row> once = job.pick(TWO).collectAsList();

    assertThat(job.pick(TWO).collectAsList()).isEqualTo(once).hasSize(2);
    assertThat(lake.versions()).isEqualTo(before);
  }

  @Test
  void aLakeWithoutCallsIsToldToBeFilled() {
    Lake lake = Lake.at(spark(), folder.resolve("empty").toString());

    assertThatThrownBy(() -> new SampleJob(lake, shipped).pick(TWO))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("There is no table silver.calls in the lake at ")
        .hasMessageEndingWith(" to pick calls from. Fill it with 'ringlake run'.");
  }

  private Lake lakeWithCalls() {
    Lake lake = Lake.at(spark(), folder.resolve("lake").toString());
    Dataset<Row> calls =
        rows(
            new SilverRows(feed("calls")).schema(),
            """
            call_id | agent_id | disposition | event_date | transcript
            C1      | A1       | answered    | 2025-03-01 | 您好!本次通话将被录音。这是稳赚不赔的。非常理解您的心情。祝您生活愉快!
            C2      | A2       | answered    | 2025-03-01 | Good morning! There is no guaranteed return. Goodbye.
            C3      | A2       | busy        | 2025-03-01 | null
            """);
    lake.append(TableName.silver("calls"), calls, TableLayout.PLAIN);
    return lake;
  }

  private FeedDefinition feed(String name) {
    return shipped.feeds().stream()
        .filter(feed -> feed.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
