package org.ringlake.jobs.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a file's bytes are packed, by the ending of its name. */
enum Compression {
  NONE(""),
  GZIP(".gz"),
  ZSTD(".zst");

  private static final int BUFFER = 1 << 16;

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  static Compression of(String name) {
    for (Compression each : new Compression[] {GZIP, ZSTD}) {
      if (name.endsWith(each.ending)) {
        return each;
      }
    }
    return NONE;
  }

  String stripped(String name) {
    return name.substring(0, name.length() - ending.length());
  }

  InputStream unpacked(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GZIPInputStream(packed, BUFFER);
      case ZSTD -> new ZstdInputStream(packed);
    };
  }
}
