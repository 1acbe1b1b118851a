package org.ringlake.jobs.config;

/** One thing wrong in the configuration: where, what, and what to write instead. */
public record Mistake(Location where, String what) {

  @Override
  public String toString() {
    return where + ": " + what;
  }
}
