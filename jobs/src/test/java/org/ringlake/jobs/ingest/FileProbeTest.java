package org.ringlake.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.feed.ReaderOptions;

/** Files that storage does not give: each is refused by itself, for what storage says. */
class FileProbeTest {
  static final byte[] STALE_CHECKSUM = {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4};

  @TempDir Path inbox;

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.json", "a.csv.gz", "a.parquet"})
  void aFileWhoseChecksumIsThatOfAnotherCannotBeRead(String name) throws IOException {
    Files.writeString(inbox.resolve(name), "call_id,started_at,disposition\n");
    Files.write(inbox.resolve("." + name + ".crc"), STALE_CHECKSUM);

    ProbedFile probed = probe("file:", name);

    assertThat(probed.refusal())
        .startsWith("it cannot be read: Checksum error: file:" + inbox.resolve(name))
        .endsWith("; a run after that is mended takes it");
  }

  @Test
  void aFileThatNobodyMayOpenIsNotCalledGone() {
    assertThat(probe("denying:", "a.csv").refusal())
        .isEqualTo(
            "it cannot be read: denying:%s (Permission denied); a run after that is mended takes it"
                .formatted(inbox.resolve("a.csv")));
  }

  @Test
  void filesThatAreGoneAreTwoFiles() {
    ProbedFile one = probe("file:", "one.csv");
    ProbedFile two = probe("file:", "two.csv");

    assertThat(one.refusal()).contains("one.csv does not exist");
    assertThat(one.fileId()).hasSize(64).isNotEqualTo(two.fileId());
  }

  private ProbedFile probe(String scheme, String name) {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.denying.impl", Denying.class, org.apache.hadoop.fs.FileSystem.class);
    InboxFile file = new InboxFile("calls", scheme + inbox.resolve(name), "calls/" + name, 1, 1);
    return new FileProbe(new SerializableConfiguration(hadoop))
        .probe(FileProbe.Request.of(file, ReaderOptions.defaults()));
  }

  /** Says no as the local file system does to users who may not read a file. */
  public static final class Denying extends LocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("denying:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      throw new FileNotFoundException(path + " (Permission denied)");
    }
  }
}
