package org.ringlake.jobs.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.world.World;

/**
 * What one undisturbed run makes of a world, made once in a JVM for all tests that only look at it.
 * The files of the usual one are taken as if they were large, and its customers' worth is computed.
 */
final class FinishedLakes {
  private static final Path FOLDER =
      Path.of("target", "lakes", Long.toString(ProcessHandle.current().pid())).toAbsolutePath();
  private static final Map<World, Engine> FINISHED = new HashMap<>();

  private FinishedLakes() {}

  static Engine of(World world, SparkSession spark) {
    return FINISHED.computeIfAbsent(world, each -> run(each, spark));
  }

  private static Engine run(World world, SparkSession spark) {
    Path workspace = FOLDER.resolve(Long.toString(world.seed()));
    delete(workspace);
    Engine engine =
        world.equals(Worlds.USUAL)
            ? Engine.in(workspace, world.zone(), spark)
            : Engine.forSmallBatchesWithoutWorth(workspace, world.zone(), spark);
    engine.put(world.files());
    engine.run();
    return engine;
  }

  private static void delete(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear " + folder, e);
    }
  }
}
