package org.ringlake.jobs.ingest;

/** How files are compressed, Parquet inside. */
enum Packing {
  PLAIN("", "uncompressed"),
  GZIP(".gz", "gzip"),
  ZSTD(".zst", "zstd");

  private final String ending;
  private final String codec;

  Packing(String ending, String codec) {
    this.ending = ending;
    this.codec = codec;
  }

  /** What a name ends in besides. */
  String ending() {
    return ending;
  }

  byte[] packed(String text) {
    return switch (this) {
      case PLAIN -> IngestedLake.bytes(text);
      case GZIP -> IngestedLake.gzip(text);
      case ZSTD -> IngestedLake.zstd(text);
    };
  }

  /** Parquet's name of it. */
  String codec() {
    return codec;
  }
}
