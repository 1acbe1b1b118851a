package org.ringlake.jobs.config;

/**
 * Where a piece of configuration was written.
 *
 * @param source the file as people name it, or the option of the command line
 * @param line counted from 1; 0 where the source has no lines
 */
public record Location(String source, int line) implements Comparable<Location> {

  /** A whole file, or an option of the command line. */
  public static Location of(String source) {
    return new Location(source, 0);
  }

  @Override
  public int compareTo(Location other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
