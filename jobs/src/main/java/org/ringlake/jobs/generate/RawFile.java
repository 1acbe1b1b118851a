package org.ringlake.jobs.generate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A CSV file with header that appears under its name only once it is whole. */
final class RawFile {
  private static final int BUFFER_CHARS = 1 << 15;

  private final FileSystem files;
  private final Path target;
  private final Path unfinished;
  private final Writer writer;
  private long rows;

  RawFile(FileSystem files, Path target, String header, boolean isCompressed) throws IOException {
    this.files = files;
    this.target = target;
    this.unfinished = new Path(target.getParent(), "_" + target.getName());
    OutputStream bytes = files.create(unfinished, true);
    this.writer =
        new BufferedWriter(
            new OutputStreamWriter(
                isCompressed ? new GZIPOutputStream(bytes, BUFFER_CHARS) : bytes,
                StandardCharsets.UTF_8),
            BUFFER_CHARS);
    writer.append(header).append('\n');
  }

  void write(String line) throws IOException {
    writer.append(line).append('\n');
    rows++;
  }

  long rows() {
    return rows;
  }

  /** Replaces what stands under the file's name. */
  void finish() throws IOException {
    writer.close();
    files.delete(target, false);
    if (!files.rename(unfinished, target)) {
      throw new IOException(
          "Cannot rename %s to %s: the file system refused. Check who may write there and generate again."
              .formatted(unfinished, target));
    }
  }

  void discard() throws IOException {
    writer.close();
    files.delete(unfinished, false);
  }
}
