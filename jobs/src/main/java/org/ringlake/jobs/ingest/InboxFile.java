package org.ringlake.jobs.ingest;

import java.io.Serializable;

/**
 * A file seen in the inbox.
 *
 * @param source the source mapping that reads it
 * @param path with its scheme
 * @param name below the inbox, for people
 */
record InboxFile(String source, String path, String name, long bytes, long modified)
    implements Serializable {

  /** The file as the log of files knows it. */
  InboxFile withoutPath() {
    return new InboxFile(source, null, name, bytes, modified);
  }
}
