package org.ringlake.jobs.world;

/**
 * A file as a source delivers it.
 *
 * @param path below the inbox
 * @param rows lines below the header, good and bad
 */
public record RawFile(String feed, String path, byte[] content, int rows) {

  /** The same bytes under another name. */
  public RawFile copiedTo(String otherPath) {
    return new RawFile(feed, otherPath, content, rows);
  }
}
