package org.ringlake.jobs.generate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What to generate. Two equal plans give the same bytes on any machine, whatever the number of
 * cores.
 *
 * @param calls number of distinct valid calls, exact; duplicates, corrections and bad rows come on
 *     top
 * @param agents human agents employed at some time; bots come on top
 * @param days calendar days, the last of which is {@code end}
 * @param seed chooses one world among all
 * @param end last day of the world
 * @param feeds contract names of the feeds to write; the others are left out without changing these
 * @param isNoisy whether to add duplicates, late corrections and bad rows. Versions that belong to
 *     the business (a deal first open, then won; a customer who asks not to be called) are written
 *     either way
 * @param isCompressed whether files are gzipped
 */
public record GenerationPlan(
    long calls,
    int agents,
    int days,
    long seed,
    LocalDate end,
    Set<String> feeds,
    boolean isNoisy,
    boolean isCompressed)
    implements Serializable {

  public static final LocalDate DEFAULT_END = LocalDate.of(2025, 12, 31);

  /** Calls per agent and calendar day that give about 75 dials on each day an agent attends. */
  public static final int TYPICAL_CALLS_PER_AGENT_DAY = 60;

  public GenerationPlan {
    requirePositive("agents", agents);
    requirePositive("days", days);
    requirePositive("calls", calls);
    if (feeds.isEmpty()) {
      throw new IllegalArgumentException("feeds is empty; name at least one, such as calls");
    }
    feeds.forEach(RawFeed::named);
    feeds = Set.copyOf(feeds);
  }

  /** A plan for every feed, noisy and uncompressed, ending on {@link #DEFAULT_END}. */
  public static GenerationPlan of(long calls, int agents, int days, long seed) {
    return new GenerationPlan(calls, agents, days, seed, DEFAULT_END, allFeeds(), true, false);
  }

  /** A plan whose number of calls follows from agents and days. */
  public static GenerationPlan ofTypicalVolume(int agents, int days, long seed) {
    return of(typicalCalls(agents, days), agents, days, seed);
  }

  public static long typicalCalls(int agents, int days) {
    return (long) agents * days * TYPICAL_CALLS_PER_AGENT_DAY;
  }

  public static Set<String> allFeeds() {
    return Arrays.stream(RawFeed.values())
        .map(RawFeed::folder)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public GenerationPlan withEnd(LocalDate lastDay) {
    return new GenerationPlan(calls, agents, days, seed, lastDay, feeds, isNoisy, isCompressed);
  }

  public GenerationPlan withFeeds(Collection<String> names) {
    return new GenerationPlan(
        calls, agents, days, seed, end, Set.copyOf(names), isNoisy, isCompressed);
  }

  public GenerationPlan withoutNoise() {
    return new GenerationPlan(calls, agents, days, seed, end, feeds, false, isCompressed);
  }

  public GenerationPlan compressed() {
    return new GenerationPlan(calls, agents, days, seed, end, feeds, isNoisy, true);
  }

  public LocalDate start() {
    return end.minusDays(days - 1L);
  }

  long firstDay() {
    return start().toEpochDay();
  }

  long lastDay() {
    return end.toEpochDay();
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s is %d; use one or more".formatted(name, value));
    }
  }
}
