package org.ringlake.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class RowsHashTest {
  @Test
  void theSameRowsHaveTheSameHashAndMoreCanBeAdded() {
    RowsHash hash = new RowsHash();
    hash.add(RowFactory.create("a", 1L));
    String ofOne = hash.with("2025-01-31");
    hash.add(RowFactory.create("b", 2L));

    assertThat(ofOne).isEqualTo(of("2025-01-31", RowFactory.create("a", 1L)));
    assertThat(hash.with("2025-01-31"))
        .isEqualTo(of("2025-01-31", RowFactory.create("a", 1L), RowFactory.create("b", 2L)))
        .isNotEqualTo(ofOne);
    assertThat(of("2025-02-28", RowFactory.create("a", 1L))).isNotEqualTo(ofOne);
  }

  @Test
  void whereATextEndsAndThatThereIsNoneIsPartOfIt() {
    assertThat(of("", RowFactory.create("a", "bc")))
        .isNotEqualTo(of("", RowFactory.create("ab", "c")))
        .isNotEqualTo(of("c", RowFactory.create("a", "b")));
    assertThat(of("", RowFactory.create("null"))).isNotEqualTo(of("", nothing()));
  }

  private static Row nothing() {
    return RowFactory.create((Object) null);
  }

  private static String of(String text, Row... rows) {
    RowsHash hash = new RowsHash();
    for (Row row : rows) {
      hash.add(row);
    }
    return hash.with(text);
  }
}
