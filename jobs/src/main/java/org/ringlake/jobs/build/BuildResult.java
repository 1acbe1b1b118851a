package org.ringlake.jobs.build;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ringlake.jobs.lake.TableName;

/**
 * What a build did.
 *
 * @param asOf the day that counted as today; empty where the lake holds no event at all
 * @param written the tables replaced, none where they were up to date
 */
public record BuildResult(Optional<LocalDate> asOf, List<TableName> written) {
  public BuildResult {
    written = List.copyOf(written);
  }

  /** Whether nothing had changed since the last build. */
  public boolean isUpToDate() {
    return written.isEmpty();
  }
}
