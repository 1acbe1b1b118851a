package org.ringlake.staging;

import java.time.Instant;
import java.util.List;
import org.ringlake.feed.RowRule;

/**
 * What the door needs to know beside the feed and the source.
 *
 * @param keys what personal columns become
 * @param latestEvent events after it are rejected: a day ahead of the job's clock
 * @param sessionZone the zone dates are taken in; must be the session's
 * @param rules conditions that hold beside the feed's own, such as a rate for every currency
 */
public record DoorRules(
    PersonalKeys keys, Instant latestEvent, String sessionZone, List<RowRule> rules) {

  public DoorRules {
    rules = List.copyOf(rules);
  }

  /** The same with other rules beside the feed's own. */
  public DoorRules with(List<RowRule> others) {
    return new DoorRules(keys, latestEvent, sessionZone, others);
  }
}
