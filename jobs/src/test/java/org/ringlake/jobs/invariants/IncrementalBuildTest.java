package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringlake.SparkTest;
import org.ringlake.jobs.build.BuildJob;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.World;
import org.ringlake.jobs.world.WorldBuilder;

/**
 * Builds after deliveries in any order make what one build of everything makes. {@code
 * -Dsequences=N} plays N random sequences of deliveries instead of a few.
 */
class IncrementalBuildTest extends SparkTest {
  private static final int DELIVERIES = 3;
  private static final int CALLS = 60;

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("sequences", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void deliveriesOneByOneEndInTheTablesOfAFullBuild(long seed) {
    // given
    World world = new WorldBuilder(seed).calls(CALLS).build();
    List<RawFile> files = new ArrayList<>(world.files());
    Collections.shuffle(files, new Random(seed));
    Engine engine = Engine.forSmallBatches(folder, world.zone(), spark());

    // when
    for (int delivery = 0; delivery < DELIVERIES; delivery++) {
      engine.put(
          files.subList(
              files.size() * delivery / DELIVERIES, files.size() * (delivery + 1) / DELIVERIES));
      engine.run();
    }

    // then
    Map<String, List<String>> incremental = LakeContents.of(engine.lake());
    engine.build(BuildJob.Extent.FULL);
    Map<String, List<String>> full = LakeContents.of(engine.lake());
    assertThat(incremental.keySet()).isEqualTo(full.keySet());
    full.forEach(
        (table, rows) ->
            assertThat(incremental.get(table))
                .as("%s after deliveries of %s", table, world)
                .containsExactlyElementsOf(rows));
  }
}
