package org.ringlake.jobs.lake;

import java.util.List;

/**
 * How a table lies on disk.
 *
 * @param partitionedBy columns with few values, such as a month
 * @param prunedBy columns to keep file statistics on; statistics on every column cost a fifth of
 *     the writing
 * @param removal how rows go while others of their files stay
 */
public record TableLayout(List<String> partitionedBy, List<String> prunedBy, Removal removal) {
  /** How rows go while others of their files stay; decided when a table is made. */
  public enum Removal {
    /** Those that stay are copied to new files, which any reader of Delta tables understands. */
    COPY,

    /** Those that go are marked in deletion vectors, which readers have to understand. */
    MARK
  }

  /** Neither partitions nor statistics. */
  public static final TableLayout PLAIN = new TableLayout(List.of(), List.of());

  public TableLayout {
    partitionedBy = List.copyOf(partitionedBy);
    prunedBy = List.copyOf(prunedBy);
  }

  /** A layout whose files are copied when some of their rows go. */
  public TableLayout(List<String> partitionedBy, List<String> prunedBy) {
    this(partitionedBy, prunedBy, Removal.COPY);
  }

  /** Unpartitioned, with statistics on these columns. */
  public static TableLayout prunedBy(String... columns) {
    return new TableLayout(List.of(), List.of(columns));
  }
}
