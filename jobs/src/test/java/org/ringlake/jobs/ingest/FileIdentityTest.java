package org.ringlake.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

/** Files are known by what they hold, and taken when nobody writes to them any more. */
class FileIdentityTest extends SparkTest {
  private static final String HEADER = "call_id,started_at,disposition\n";
  private static final String FIRST = HEADER + "one,2025-03-03T10:00:00Z,busy\n";

  @TempDir Path workspace;
  private IngestedLake lake;

  @BeforeEach
  void open() {
    lake = IngestedLake.at(spark(), workspace);
  }

  @Test
  void theSameContentAgainChangesNothingAndNewContentIsTakenUnderAnyName() throws IOException {
    lake.withFile("calls/a.csv", FIRST)
        .withFile("calls/named.dat", HEADER + "dat,2025-03-03T10:00:00Z,busy\n")
        .withFile("calls/.hidden.csv", HEADER + "hidden,2025-03-03T10:00:00Z,busy\n")
        .withFile("calls/_temporary/0.csv", HEADER + "hidden,2025-03-03T10:00:00Z,busy\n")
        .withFile("calls/b.csv.part", HEADER + "hidden,2025-03-03T10:00:00Z,busy\n");
    assertThat(lake.run().refused()).hasSize(1);
    Map<String, Long> first = lake.versions();
    long files = lake.files().count();

    Files.setLastModifiedTime(lake.inbox().resolve("calls/a.csv"), FileTime.fromMillis(0));
    IngestResult again = lake.withFile("calls/again/copy.csv", FIRST).run();

    assertThat(again.filesTaken()).isZero();
    assertThat(again.refused()).isEmpty();
    assertThat(lake.versions()).isEqualTo(first);
    assertThat(lake.files().count()).isEqualTo(files);

    lake.withFile("calls/a.csv", HEADER + "two,2025-03-03T10:00:00Z,busy\n");
    Files.move(lake.inbox().resolve("calls/named.dat"), lake.inbox().resolve("calls/renamed.csv"));
    assertThat(lake.run().filesTaken()).isEqualTo(2);

    assertRows(
        lake.silver("calls"),
        """
        call_id
        one
        two
        dat
        """);
    assertRows(
        lake.files(),
        """
        name              | status | reason | rows_read | rows_accepted
        calls/a.csv       | taken  | null   | 1         | 1
        calls/a.csv       | taken  | null   | 1         | 1
        calls/renamed.csv | taken  | null   | 1         | 1
        """);
  }

  @Test
  void aFileThatGrowsIsLeftForTheNextRunAndOneThatVanishesIsNoMatter() throws IOException {
    lake.withFile("calls/whole.csv", FIRST)
        .withFile("calls/growing.csv", HEADER + "half,2025-03-03T10:00:00Z,bu")
        .withFile("calls/gone.csv", HEADER);
    Inbox.Listing seen = lake.listing();
    lake.withFile("calls/growing.csv", HEADER + "half,2025-03-03T10:00:00Z,busy\n");
    Files.delete(lake.inbox().resolve("calls/gone.csv"));

    IngestResult result = lake.run(seen);

    assertThat(result.filesTaken()).isEqualTo(1);
    assertThat(result.growing()).containsExactlyInAnyOrder("calls/growing.csv", "calls/gone.csv");
    assertThat(lake.run().filesTaken()).isEqualTo(1);
    assertRows(
        lake.silver("calls"),
        """
        call_id | disposition
        one     | busy
        half    | busy
        """);
  }

  @Test
  void oneFileGivenToTwoSourcesIsTakenByBothAndItsRowsOnce() {
    lake.withSource(
            "second",
            """
            maps-to: calls
            inbox: calls
            files: "a*.csv"
            columns: {call_id: call_id, started_at: started_at, disposition: disposition}
            """)
        .withFile("calls/a.csv", FIRST)
        .run();

    assertRows(
        lake.files(),
        """
        source | name        | rows_read | rows_accepted | rows_superseded
        calls  | calls/a.csv | 1         | 1             | 0
        second | calls/a.csv | 1         | 0             | 1
        """);
    assertThat(lake.silver("calls").count()).isEqualTo(1);
  }
}
