package org.ringlake.jobs.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * The little of {@code ringlake.yaml} that reading the lake needs; mistakes elsewhere in the
 * configuration do not keep people from their tables, those on the command line do.
 *
 * @param timezone the business zone
 * @param lake as written: relative to the workspace, absolute, or a URI
 * @param inbox the same
 * @param out the same
 */
public record ReaderSetup(ZoneId timezone, String lake, String inbox, String out) {
  private static final String RINGLAKE = "ringlake.yaml";

  /**
   * Reads what the file says, and the defaults where there is none.
   *
   * @throws ConfigException when one of these values, or any override, is wrong
   */
  public static ReaderSetup load(Path confDir, Map<String, String> overrides) {
    Mistakes mistakes = new Mistakes();
    String name = confDir.getFileName() + "/" + RINGLAKE;
    Path file = confDir.resolve(RINGLAKE);
    YamlNode.Mapping written =
        Files.exists(file)
            ? YamlReader.file(file, name, mistakes)
            : new YamlNode.Mapping(Location.of(name), Map.of());
    YamlNode.Mapping settings = Overrides.over(written, overrides, mistakes);
    if (!overrides.isEmpty()) {
      checkOverrides(confDir, settings, overrides, mistakes);
    }
    ReaderSetup setup;
    try (Section top = Section.of(settings, mistakes)) {
      setup =
          new ReaderSetup(
              top.or("timezone", ZoneId.of("Asia/Shanghai"), Values::zone),
              top.or("lake", "lake", Values::text),
              top.or("inbox", "inbox", Values::text),
              top.or("out", "out", Values::text));
      top.ignoreRest();
    }
    mistakes.throwIfAny();
    return setup;
  }

  private static void checkOverrides(
      Path confDir, YamlNode.Mapping settings, Map<String, String> overrides, Mistakes mistakes) {
    Mistakes all = new Mistakes();
    RinglakeConfigReader.read(confDir.toAbsolutePath().getParent(), settings, all);
    all.at(Overrides.places(overrides))
        .forEach(mistake -> mistakes.add(mistake.where(), mistake.what()));
  }
}
