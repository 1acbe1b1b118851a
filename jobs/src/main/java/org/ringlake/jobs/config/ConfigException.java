package org.ringlake.jobs.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; carries every mistake found in it, by file and line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  public ConfigException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** By file, then line. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
