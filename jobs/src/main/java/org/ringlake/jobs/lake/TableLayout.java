package org.ringlake.jobs.lake;

import java.util.List;

/**
 * How a table lies on disk.
 *
 * @param partitionedBy columns with few values, such as a month
 * @param prunedBy columns to keep file statistics on; statistics on every column cost a fifth of
 *     the writing
 */
public record TableLayout(List<String> partitionedBy, List<String> prunedBy) {
  /** Neither partitions nor statistics. */
  public static final TableLayout PLAIN = new TableLayout(List.of(), List.of());

  public TableLayout {
    partitionedBy = List.copyOf(partitionedBy);
    prunedBy = List.copyOf(prunedBy);
  }

  /** Unpartitioned, with statistics on these columns. */
  public static TableLayout prunedBy(String... columns) {
    return new TableLayout(List.of(), List.of(columns));
  }
}
