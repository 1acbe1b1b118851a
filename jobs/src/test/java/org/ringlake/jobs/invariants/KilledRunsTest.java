package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringlake.jobs.lake.TableName.GOLD;
import static org.ringlake.jobs.lake.TableName.SILVER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.world.World;

/** A process may end at any instant: the next run makes of it what an undisturbed one would. */
class KilledRunsTest extends SparkTest {
  private static final Predicate<String> COMMIT =
      Pattern.compile("_delta_log/\\d{20}\\.json$").asPredicate();
  private static final Predicate<String> DATA =
      Pattern.compile("part-[^/]*\\.parquet$").asPredicate();

  /** A few feeds: a run goes through all of them alike. */
  private static final World WORLD =
      Worlds.USUAL.of("agents", "calls", "customers", "deals", "refunds", "shifts");

  @TempDir Path folder;

  @Test
  void runsKilledAgainAndAgainEndInTheTablesOfAnUndisturbedRun() throws Exception {
    // given
    Engine undisturbed = Engine.in(folder.resolve("undisturbed"), WORLD.zone(), spark());
    undisturbed.put(WORLD.files());
    undisturbed.run();
    Engine killed = Engine.like(undisturbed, folder.resolve("killed"));
    killed.put(WORLD.files());

    // when
    kill("ingest", killed, DATA, 1);
    kill("ingest", killed, COMMIT, commits(undisturbed, SILVER) / 2);
    killed.ingest();
    kill("build", killed, COMMIT, 1);
    kill("build", killed, COMMIT, commits(undisturbed, GOLD));
    killed.build();

    // then
    LakeContents.assertSame(undisturbed.lake(), killed.lake(), WORLD);
  }

  /** Runs a command in a process of its own and kills it when it has made so many files. */
  private void kill(String command, Engine engine, Predicate<String> kind, int count)
      throws IOException, InterruptedException {
    Path log = folder.resolve("child.log");
    try (NewFiles files = new NewFiles(engine.lakeFolder(), file -> kind.test(file.toString()))) {
      Process process =
          ChildJvm.start(
              Engine.INSTALLATION, log, command, "--workspace", engine.workspace().toString());
      boolean isThere = files.await(count, process::isAlive);
      boolean isKilled = process.isAlive();
      process.destroyForcibly().waitFor();
      assertThat(isThere && isKilled)
          .as(
              "%s should have been killed at file %d; it said:%n%s",
              command, count, Files.readString(log))
          .isTrue();
    }
  }

  /** How many commits a run makes to a layer's tables. */
  private static int commits(Engine engine, String layer) throws IOException {
    try (Stream<Path> files = Files.walk(engine.lakeFolder().resolve(layer))) {
      return (int) files.filter(file -> COMMIT.test(file.toString())).count();
    }
  }
}
