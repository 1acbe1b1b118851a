package org.ringlake.jobs.ingest;

import java.util.function.Function;

/** How files are compressed, Parquet inside. */
enum Packing {
  PLAIN("", IngestedLake::bytes, "uncompressed"),
  GZIP(".gz", IngestedLake::gzip, "gzip"),
  ZSTD(".zst", IngestedLake::zstd, "zstd");

  private final String ending;
  private final Function<String, byte[]> packer;
  private final String codec;

  Packing(String ending, Function<String, byte[]> packer, String codec) {
    this.ending = ending;
    this.packer = packer;
    this.codec = codec;
  }

  /** What a name ends in besides. */
  String ending() {
    return ending;
  }

  byte[] packed(String text) {
    return packer.apply(text);
  }

  /** Parquet's name of it. */
  String codec() {
    return codec;
  }
}
