package org.ringlake.jobs.generate;

/** A person's team and level from a day on. */
record Posting(long validFrom, Team team, int level) {}
