package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ringlake.jobs.config.ConfigException;
import org.ringlake.jobs.config.Location;
import org.ringlake.jobs.config.Mistake;
import org.ringlake.jobs.generate.GenerationPlan;

/**
 * A workspace that holds a made-up centre and nothing else. A file in it says which centre, so that
 * made-up calls never get among real ones, nor one centre's among another's.
 */
final class DemoFolder {
  private static final String MARKER = "demo.properties";
  private static final String AGENTS = "agents";
  private static final String DAYS = "days";
  private static final String SEED = "seed";
  private static final String FEEDS = "feeds";
  private static final String IS_GENERATED = "files-are-complete";

  private final Path folder;
  private final GenerationPlan plan;
  private final boolean isNew;
  private final boolean isGenerated;

  private DemoFolder(Path folder, GenerationPlan plan, boolean isNew, boolean isGenerated) {
    this.folder = folder;
    this.plan = plan;
    this.isNew = isNew;
    this.isGenerated = isGenerated;
  }

  /**
   * The folder for a demo; nothing is written yet.
   *
   * @param folder new, empty, or that of the same demo
   * @throws ConfigException when it holds anything else
   */
  static DemoFolder at(Path folder, GenerationPlan plan) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (Files.exists(marker)) {
      return again(folder, plan, read(marker));
    }
    if (!isEmpty(folder)) {
      throw refused(
          folder, "is not empty and no demo; name another folder for the demo by --workspace");
    }
    return new DemoFolder(folder, plan, true, false);
  }

  /** Whether nothing is in it yet. */
  boolean isNew() {
    return isNew;
  }

  /** Takes the folder for this demo. */
  void take() throws IOException {
    Files.createDirectories(folder);
    write(false);
  }

  /** Whether its raw files have all been written. */
  boolean isGenerated() {
    return isGenerated;
  }

  /** Notes that they have. */
  void generated() throws IOException {
    write(true);
  }

  private static DemoFolder again(Path folder, GenerationPlan plan, Properties found) {
    if (!found.entrySet().containsAll(described(plan).entrySet())) {
      throw refused(
          folder,
          "holds another demo (%s agents, %s days, seed %s, feeds %s); delete it, or name another folder by --workspace"
              .formatted(
                  found.getProperty(AGENTS),
                  found.getProperty(DAYS),
                  found.getProperty(SEED),
                  found.getProperty(FEEDS)));
    }
    return new DemoFolder(
        folder, plan, false, Boolean.parseBoolean(found.getProperty(IS_GENERATED)));
  }

  private static Properties described(GenerationPlan plan) {
    Properties described = new Properties();
    described.setProperty(AGENTS, Integer.toString(plan.agents()));
    described.setProperty(DAYS, Integer.toString(plan.days()));
    described.setProperty(SEED, Long.toString(plan.seed()));
    described.setProperty(FEEDS, String.join(",", new TreeSet<>(plan.feeds())));
    return described;
  }

  private void write(boolean areFilesComplete) throws IOException {
    Properties content = described(plan);
    content.setProperty(IS_GENERATED, Boolean.toString(areFilesComplete));
    try (Writer writer = Files.newBufferedWriter(folder.resolve(MARKER))) {
      content.store(
          writer, "Made by 'ringlake demo': the calls, people and deals here are made up.");
    }
  }

  private static Properties read(Path marker) throws IOException {
    Properties found = new Properties();
    try (Reader reader = Files.newBufferedReader(marker)) {
      found.load(reader);
    }
    return found;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return true;
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private static ConfigException refused(Path folder, String why) {
    return new ConfigException(List.of(new Mistake(Location.of(folder.toString()), why)));
  }
}
