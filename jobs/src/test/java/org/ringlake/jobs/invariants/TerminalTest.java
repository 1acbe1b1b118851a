package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;

/** What a process of its own says where a person looks. */
class TerminalTest extends SparkTest {
  @TempDir Path folder;

  @Test
  void aJobSaysNothingButItsOwnLines() throws Exception {
    // given
    Path workspace = Engine.in(folder.resolve("centre"), ZoneOffset.UTC, spark()).workspace();
    Path terminal = folder.resolve("terminal.txt");

    // when
    Process ingest =
        ChildJvm.start(
            Engine.INSTALLATION, terminal, "ingest", "--workspace", workspace.toString());

    // then
    assertThat(ingest.waitFor()).isZero();
    assertThat(Files.readAllLines(terminal))
        .filteredOn(line -> !line.startsWith("Picked up JAVA")) // the JVM's, before it is ours
        .satisfiesExactly(
            stage -> assertThat(stage).matches("looking at new files .*[0-9] s"),
            result ->
                assertThat(result)
                    .isEqualTo("0 new files: 0 rows read, 0 accepted, 0 rejected, 0 superseded"));
  }
}
