package org.ringlake.feed;

import java.util.Optional;

/**
 * A column that tells when something happened, and so may not lie more than a day ahead of the
 * job's clock.
 *
 * @param when SQL over the typed columns: the rows it holds for; empty means all
 */
public record EventTime(String column, Optional<String> when) {}
