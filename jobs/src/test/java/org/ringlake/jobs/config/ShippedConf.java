package org.ringlake.jobs.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the configuration that the product ships, with a key, to be changed by a test. */
final class ShippedConf {
  private static final Path SHIPPED = Path.of("..", "conf");

  private final Path conf;

  private ShippedConf(Path conf) {
    this.conf = conf;
  }

  static ShippedConf copiedTo(Path workspace) throws IOException {
    Path conf = workspace.resolve("conf");
    Files.createDirectories(conf.resolve("feeds"));
    for (String name :
        List.of("ringlake.yaml", "kpis.yaml", "quality.yaml", "calendar.yaml", "targets.yaml")) {
      Files.writeString(conf.resolve(name), Files.readString(SHIPPED.resolve(name)));
    }
    try (Stream<Path> feeds = Files.list(SHIPPED.resolve("feeds"))) {
      for (Path feed : feeds.toList()) {
        Files.writeString(
            conf.resolve("feeds").resolve(feed.getFileName().toString()), Files.readString(feed));
      }
    }
    Files.writeString(conf.resolve("privacy.key"), "0f".repeat(32) + "\n");
    return new ShippedConf(conf);
  }

  Path folder() {
    return conf;
  }

  Configuration load(Map<String, String> overrides) {
    return Configuration.load(conf, overrides);
  }

  void write(String file, String content) throws IOException {
    Files.writeString(conf.resolve(file), content, StandardCharsets.UTF_8);
  }

  void append(String file, String content) throws IOException {
    write(file, Files.readString(conf.resolve(file)) + "\n" + content);
  }

  /** Puts other text in the place of some that must be there. */
  void change(String file, String text, String other) throws IOException {
    String content = Files.readString(conf.resolve(file));
    if (!content.contains(text)) {
      throw new IllegalArgumentException(file + " does not hold: " + text);
    }
    write(file, content.replace(text, other));
  }

  void delete(String file) throws IOException {
    Files.delete(conf.resolve(file));
  }
}
