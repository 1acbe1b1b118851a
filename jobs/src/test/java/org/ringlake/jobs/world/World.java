package org.ringlake.jobs.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * A small call centre as raw files.
 *
 * @param zone the business zone, in which times without an offset are written
 * @param rejections the lines that have to be rejected, one entry a line
 * @param phones the eleven digits of every phone number in the files
 */
public record World(
    long seed, ZoneId zone, List<RawFile> files, List<Rejection> rejections, Set<String> phones) {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2025-06-01T00:00:00Z"));

  /** A random world of every feed that a KPI is made of. */
  public static World random(long seed) {
    return new WorldBuilder(seed).build();
  }

  /** Writes all files below the inbox. */
  public void writeTo(Path inbox) {
    write(files, inbox);
  }

  /** Writes these files below the inbox, each as if it had lain there for long. */
  public static void write(List<RawFile> files, Path inbox) {
    try {
      for (RawFile file : files) {
        Path path = inbox.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.write(path, file.content());
        Files.setLastModifiedTime(path, LONG_AGO);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write the world to " + inbox, e);
    }
  }

  @Override
  public String toString() {
    return "World.random(" + seed + "), zone " + zone + ", " + files.size() + " files";
  }
}
