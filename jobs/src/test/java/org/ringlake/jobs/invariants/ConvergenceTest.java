package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.World;

/** The same files end in the same tables, however they come, and coming again change nothing. */
class ConvergenceTest extends SparkTest {
  private static final World WORLD = Worlds.USUAL;
  private static final int RUNS = 10;

  @TempDir Path folder;

  @Test
  void filesInAnyOrderOverTenRunsAndTwiceEndInTheTablesOfOneRun() {
    // given
    Engine atOnce = FinishedLakes.of(WORLD, spark());
    Random random = new Random(WORLD.seed());
    List<RawFile> files = new ArrayList<>(WORLD.files());
    WORLD.files().stream()
        .filter(file -> random.nextInt(3) == 0)
        .map(file -> file.copiedTo(file.path().replace("/", "/again/")))
        .forEach(files::add);
    Collections.shuffle(files, random);

    // when
    Engine inParts = Engine.like(atOnce, folder);
    for (int run = 0; run < RUNS; run++) {
      inParts.put(files.subList(files.size() * run / RUNS, files.size() * (run + 1) / RUNS));
      inParts.ingest();
      if (run == RUNS / 2) {
        inParts.build();
      }
    }
    inParts.build();

    // then
    LakeContents.assertSame(atOnce.lake(), inParts.lake(), WORLD);

    // given the lake as it is now
    Map<String, Long> versions = inParts.versions();

    // when
    inParts.run();

    // then
    assertThat(inParts.versions()).as("a second run over %s", WORLD).isEqualTo(versions);
  }
}
