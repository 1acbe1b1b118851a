package org.ringlake.jobs.generate;

/** Takes the rows of the world in the order in which they come about. */
interface RowSink {
  /**
   * @param arrivedOn epoch day on which the row reaches the feed; a row that would arrive after the
   *     plan's last day is not taken, because it has not happened yet
   */
  void accept(RawFeed feed, long arrivedOn, String line);

  /** Takes a row that comes with a later file than the one of its day. */
  void acceptLate(RawFeed feed, long arrivedOn, String line);
}
