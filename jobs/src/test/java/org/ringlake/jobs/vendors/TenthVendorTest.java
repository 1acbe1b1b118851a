package org.ringlake.jobs.vendors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.FencedBlocks;
import org.ringlake.staging.Calls;

/** The README's recipe "Add your dialler in ten minutes", followed as it stands there. */
class TenthVendorTest extends SparkTest {
  private static final Path JOURNAL = Path.of("src/test/resources/vendors/tenth/journal.csv");

  @TempDir Path workspace;

  @Test
  void theJournalBeginsAsTheRecipeShows() throws IOException {
    String journal = Files.readString(JOURNAL, ISO_8859_1);
    assertThat(FencedBlocks.of("README.md", ""))
        .filteredOn(block -> block.startsWith("Vorgang;"))
        .singleElement()
        .satisfies(shown -> assertThat(journal).startsWith(shown));
  }

  @Test
  void oneFileOfConfigurationTakesInADiallerNobodyHas() {
    VendorLake lake =
        VendorLake.at(workspace)
            .withSource("larkline", FencedBlocks.of("README.md", "yaml").get(0))
            .withResource("tenth/journal.csv", "larkline/journal.csv")
            .takenIn(spark());

    assertRows(
        lake.silverOf("larkline", Calls.NAME),
        """
        call_id | started_at          | agent_id | campaign_id | direction | disposition | talk_seconds
        L-1     | 2025-03-03 16:00:00 | anna     | Frühling    | outbound  | answered    | 125
        L-2     | 2025-03-03 16:05:00 | anna     | Frühling    | outbound  | busy        | null
        """);
    assertRows(
        lake.rejectedOf("larkline", Calls.NAME),
        """
        field        | value               | reason
        started_at   | 31.02.2025 09:07:00 | is not a date and time
        talk_seconds | kurz                | is not a whole number of seconds
        disposition  | Rückruf             | is none of answered, voicemail, no_answer, busy, failed, abandoned
        """);
  }
}
