package org.ringlake.jobs.ingest;

import java.io.Serializable;
import org.ringlake.feed.FileFormat;

/**
 * What one look through a file's bytes tells.
 *
 * @param fileId SHA-256 of the bytes, in hexadecimal
 * @param format never AUTO; null where the ending says nothing
 * @param isDocument JSON: the file is one document, not a record a line
 * @param firstLine of text, decoded, without byte order mark
 * @param lines of text that are not blank; rows of Parquet
 * @param schema of Parquet, as text; files of one schema are read together
 * @param refusal why the file cannot be read; null where it can
 */
record ProbedFile(
    InboxFile file,
    String fileId,
    FileFormat format,
    boolean isDocument,
    String firstLine,
    long lines,
    String schema,
    String refusal)
    implements Serializable {

  boolean isReadable() {
    return refusal == null;
  }
}
