package org.ringlake.jobs.ingest;

import java.util.List;
import java.util.TreeMap;
import org.ringlake.jobs.lake.Lake;

/**
 * What became of all files of one feed, over all runs: {@code ops.file} summed. Rows read are
 * accepted + rejected + superseded.
 */
public record FeedTotals(
    String feed,
    long filesTaken,
    long filesRefused,
    long rowsRead,
    long rowsAccepted,
    long rowsRejected,
    long rowsSuperseded) {

  /** By name; feeds that no file ever came for are missing. */
  public static List<FeedTotals> of(Lake lake) {
    TreeMap<String, FeedTotals> totals = new TreeMap<>();
    new FileLog(lake)
        .entries()
        .values()
        .forEach(entry -> totals.merge(entry.feed(), of(entry), FeedTotals::plus));
    return List.copyOf(totals.values());
  }

  private static FeedTotals of(FileLog.Entry file) {
    boolean isTaken = file.refusal() == null;
    return new FeedTotals(
        file.feed(),
        isTaken ? 1 : 0,
        isTaken ? 0 : 1,
        file.read(),
        file.accepted(),
        file.rejected(),
        file.superseded());
  }

  private FeedTotals plus(FeedTotals other) {
    return new FeedTotals(
        feed,
        filesTaken + other.filesTaken,
        filesRefused + other.filesRefused,
        rowsRead + other.rowsRead,
        rowsAccepted + other.rowsAccepted,
        rowsRejected + other.rowsRejected,
        rowsSuperseded + other.rowsSuperseded);
  }
}
