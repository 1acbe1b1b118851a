package org.ringlake.jobs.ingest;

import java.util.List;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.staging.Resolved;

/** How the silver tables lie on disk. */
public final class SilverLayout {
  private SilverLayout() {}

  /** The layout of a feed's table: large feeds are kept apart by month. */
  public static TableLayout of(FeedDefinition feed) {
    return feed.partitionedByMonth()
        ? new TableLayout(List.of(SilverRows.MONTH), List.of(Resolved.EVENT_DATE))
        : TableLayout.prunedBy(Resolved.EVENT_DATE);
  }
}
