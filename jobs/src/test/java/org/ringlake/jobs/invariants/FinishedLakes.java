package org.ringlake.jobs.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.world.World;

/**
 * What one undisturbed run makes of a world, made once in a JVM for all tests that only look at it.
 * The files of the usual one are taken as if they were large, and its customers' worth is computed.
 */
final class FinishedLakes {
  private static final Path FOLDER = folder();
  private static final Map<World, Engine> FINISHED = new ConcurrentHashMap<>();

  private FinishedLakes() {}

  static Engine of(World world, SparkSession spark) {
    return FINISHED.computeIfAbsent(world, each -> run(each, spark));
  }

  private static Engine run(World world, SparkSession spark) {
    Path workspace = FOLDER.resolve(Long.toString(world.seed()));
    Engine engine =
        world.equals(Worlds.USUAL)
            ? Engine.in(workspace, world.zone(), spark)
            : Engine.forSmallBatchesWithoutWorth(workspace, world.zone(), spark);
    engine.put(world.files());
    engine.run();
    return engine;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target", "lakes").toAbsolutePath()), "jvm");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for lakes", e);
    }
  }
}
