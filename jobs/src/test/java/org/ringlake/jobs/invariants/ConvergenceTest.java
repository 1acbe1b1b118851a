package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.World;

/**
 * The same files end in the same tables, however they come and though processes that take them are
 * killed midway; coming again they change nothing. No process logs or leaves behind a phone number.
 */
@Order(3)
class ConvergenceTest extends SparkTest {
  private static final Predicate<String> DATA =
      Pattern.compile("part-[^/]*\\.parquet$").asPredicate();
  private static final Predicate<String> SILVER_COMMIT = commitTo("silver/[^/]*");
  private static final Predicate<String> COMMIT_OF_DAYS = commitTo("gold/agent_day");
  private static final Predicate<String> COMMIT_OF_CELLS = commitTo("gold/_kpi_cells");

  private static final World WORLD = Worlds.USUAL;
  private static final int RUNS = 10;

  /** In a process that has just begun, code for few rows takes longer to compile than they do. */
  private static final List<String> WITHOUT_GENERATED_CODE =
      List.of(
          "--set", "spark.sql.codegen.wholeStage=false",
          "--set", "spark.sql.codegen.factoryMode=NO_CODEGEN");

  @TempDir Path folder;

  @Test
  void filesInAnyOrderOverTenRunsAndTwiceAndRunsKilledAgainAndAgainEndInTheTablesOfOneRun()
      throws Exception {
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
    Engine inParts = Engine.like(atOnce, folder.resolve("in-parts"));
    for (int run = 0; run < RUNS; run++) {
      inParts.put(files.subList(files.size() * run / RUNS, files.size() * (run + 1) / RUNS));
      if (run == 0) {
        kill("ingest", inParts, DATA, 1);
        kill("ingest", inParts, SILVER_COMMIT, 1);
      }
      if (run == RUNS / 2 + 1) { // with tables to merge into
        kill("ingest", inParts, SILVER_COMMIT, 1);
      }
      inParts.ingest();
      if (run == RUNS / 2) {
        kill("build", inParts, COMMIT_OF_DAYS, 1);
        inParts.build();
      }
    }
    kill("build", inParts, COMMIT_OF_CELLS, 1);
    inParts.build();

    // then
    LakeContents.assertSame(atOnce.lake(), inParts.lake(), WORLD);
    assertThat(inParts.out()).isDirectoryRecursivelyContaining("glob:**/ringlake.log");
    assertThat(StoredText.filesHoldingAny(WORLD.phones(), inParts.out())).isEmpty();
    assertThat(StoredText.filesHoldingAny(WORLD.phones(), inParts.lakeFolder())).isEmpty();

    // given the lake as it is now
    Map<String, Long> versions = inParts.versions();

    // when
    inParts.run();

    // then
    assertThat(inParts.versions()).as("a second run over %s", WORLD).isEqualTo(versions);
  }

  /** Runs a command in a process of its own and kills it when it has made so many files. */
  private void kill(String command, Engine engine, Predicate<String> kind, int count)
      throws IOException, InterruptedException {
    Path log = engine.out().resolve("child.log");
    List<String> arguments = new ArrayList<>(WITHOUT_GENERATED_CODE);
    arguments.addAll(0, List.of(command, "--workspace", engine.workspace().toString()));
    try (NewFiles files = new NewFiles(engine.lakeFolder(), file -> kind.test(file.toString()))) {
      Process process = ChildJvm.start(Engine.INSTALLATION, log, arguments.toArray(String[]::new));
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

  private static Predicate<String> commitTo(String table) {
    return Pattern.compile("/%s/_delta_log/\\d{20}\\.json$".formatted(table)).asPredicate();
  }
}
