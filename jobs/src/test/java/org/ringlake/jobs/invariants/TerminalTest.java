package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process of its own says where a person looks. */
class TerminalTest {
  @TempDir Path folder;

  @Test
  void aJobSaysNothingButItsOwnLines() throws Exception {
    // given
    Path workspace = folder.resolve("centre");
    Path terminal = folder.resolve("terminal.txt");
    assertThat(
            ChildJvm.start(Engine.INSTALLATION, terminal, "init", workspace.toString()).waitFor())
        .isZero();
    Files.delete(terminal);

    // when
    Process ingest =
        ChildJvm.start(
            Engine.INSTALLATION, terminal, "ingest", "--workspace", workspace.toString());

    // then
    assertThat(ingest.waitFor()).isZero();
    assertThat(Files.readAllLines(terminal))
        .hasSize(2)
        .contains("0 new files: 0 rows read, 0 accepted, 0 rejected, 0 superseded")
        .anyMatch(line -> line.matches("looking at new files .*[0-9] s"));
  }
}
