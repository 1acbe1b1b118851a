package org.ringlake.jobs.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * The little of {@code ringlake.yaml} that reading the lake needs; mistakes elsewhere in the
 * configuration do not keep people from their tables.
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
   * @throws ConfigException when one of these values, or an override, is wrong
   */
  public static ReaderSetup load(Path confDir, Map<String, String> overrides) {
    Mistakes mistakes = new Mistakes();
    String name = confDir.getFileName() + "/" + RINGLAKE;
    Path file = confDir.resolve(RINGLAKE);
    YamlNode.Mapping written =
        Files.exists(file)
            ? YamlReader.file(file, name, mistakes)
            : new YamlNode.Mapping(Location.of(name), Map.of());
    ReaderSetup setup;
    try (Section top = Section.of(Overrides.over(written, overrides, mistakes), mistakes)) {
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
}
