package org.ringlake.jobs.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTextTest {
  private static final String NUMBER = "1".repeat(5) + "2".repeat(6);

  @TempDir Path folder;

  @Test
  void aNumberIsFoundInTextAndInPackedColumnsHoweverItIsWritten() throws Exception {
    Path plain = write("plain.json", "{\"from\":\"" + NUMBER + "\"}");
    Path grouped = write("deep/grouped.json", "call (11111) 222-222 at once");
    Path prefixed = write("prefixed.crc", "86" + NUMBER + "7");
    Path packed = packed("packed.parquet", "'+86 11111 222222'");
    write("other.json", "11111222221 and 1111222222");
    packed("other.parquet", "'11111 22222'");

    assertThat(StoredText.filesHoldingAny(Set.of(NUMBER, "9".repeat(11)), folder))
        .containsExactlyInAnyOrder(plain, grouped, prefixed, packed);
  }

  @Test
  void numbersThatWouldNeverBeFoundAreRefused() {
    for (Set<String> numbers : List.of(Set.<String>of(), Set.of(NUMBER, "2".repeat(8)))) {
      assertThatThrownBy(() -> StoredText.filesHoldingAny(numbers, folder))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path packed(String name, String value) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (SELECT %s AS phone) TO '%s'".formatted(value, file));
    }
    return file;
  }
}
