package org.ringlake.jobs.build;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.RunRecord;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.measures.AsOf;

/**
 * Makes the gold tables from silver: only what the changes since the last build touch, or all of
 * it. Safe to run again: where neither a table it reads, nor the configuration, nor the as-of day
 * has changed it writes nothing.
 */
public final class BuildJob {
  /** The name of the command in {@code ops.run}. */
  public static final String COMMAND = "build";

  private final Lake lake;
  private final Configuration configuration;
  private final Clock clock;

  public BuildJob(Lake lake, Configuration configuration, Clock clock) {
    this.lake = lake;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * How much to build.
   *
   * @param isFull everything, even where nothing has changed
   * @param from the first day to compute again even where nothing has changed; empty: none
   * @param to the last one; empty: the as-of day
   */
  public record Extent(boolean isFull, Optional<LocalDate> from, Optional<LocalDate> to) {
    /** What has changed. */
    public static final Extent CHANGES = new Extent(false, Optional.empty(), Optional.empty());

    /** Everything. */
    public static final Extent FULL = new Extent(true, Optional.empty(), Optional.empty());

    /** What has changed, and some days in any case. */
    public static Extent since(LocalDate from, Optional<LocalDate> to) {
      return new Extent(false, Optional.of(from), to);
    }

    private Set<LocalDate> days(LocalDate asOf) {
      LocalDate last = to.filter(asOf::isAfter).orElse(asOf);
      return from.filter(first -> !first.isAfter(last))
          .map(first -> first.datesUntil(last.plusDays(1)).collect(Collectors.toSet()))
          .orElse(Set.of());
    }
  }

  /**
   * Builds.
   *
   * @param given the day that counts as today; empty: that of the newest event
   */
  public BuildResult run(Optional<LocalDate> given, Extent extent, Progress progress) {
    SilverTables silver = new SilverTables(lake, configuration.feeds());
    try (LakeRun run = LakeRun.begin(lake, COMMAND, configuration.hash(), clock)) {
      Map<String, Long> inputs = silver.versions();
      Optional<LocalDate> asOf = given.or(() -> newestDay(silver));
      Optional<RunRecord> last = run.log().newest(COMMAND).filter(this::hasMadeWhatThereIs);
      boolean isAsked = extent.isFull() || extent.from().isPresent();
      if (!isAsked && last.filter(before -> isSame(before, inputs, asOf)).isPresent()) {
        return new BuildResult(asOf, List.of());
      }
      // without any event the tables come out empty, whatever the day
      Building building =
          new Building(
              lake,
              configuration,
              silver,
              Basis.of(configuration, silver),
              asOf.orElse(LocalDate.EPOCH),
              run.runId(),
              progress);
      List<TableName> written =
          last.filter(before -> !extent.isFull())
              .flatMap(before -> changes(building, silver, before, inputs, extent))
              .orElseGet(() -> new FullBuild(building).run(last.flatMap(RunRecord::asOf)));
      run.finish(asOf, inputs);
      return new BuildResult(asOf, written);
    }
  }

  /** Builds what has changed; empty where everything has to be made again. */
  private Optional<List<TableName>> changes(
      Building building,
      SilverTables silver,
      RunRecord last,
      Map<String, Long> inputs,
      Extent extent) {
    Optional<Basis> before = Basis.ofTables(lake);
    boolean isForward =
        last.asOf().filter(countedUntil -> !building.asOf().isBefore(countedUntil)).isPresent();
    if (!isForward || before.isEmpty() || building.basis().countsOtherwise(before.get())) {
      return Optional.empty();
    }
    SilverDifferences differences =
        new SilverDifferences(
            lake,
            silver,
            last.inputs(),
            inputs,
            building.basis().ratesDifferentFrom(before.get()),
            last.asOf().orElseThrow(),
            building.asOf());
    return Optional.of(
        new IncrementalBuild(building, before.get(), differences)
            .run(extent.days(building.asOf())));
  }

  private boolean isSame(RunRecord last, Map<String, Long> inputs, Optional<LocalDate> asOf) {
    return last.configurationHash().equals(configuration.hash())
        && last.inputs().equals(inputs)
        && last.asOf().equals(asOf);
  }

  private boolean hasMadeWhatThereIs(RunRecord run) {
    return GoldTables.made(configuration).stream()
        .allMatch(
            table -> {
              Long made = run.tables().get(table.toString());
              return made != null && made.equals(lake.version(table).orElse(-1));
            });
  }

  private static Optional<LocalDate> newestDay(SilverTables silver) {
    java.sql.Date day =
        AsOf.newest(
                silver.calls(), ClosedDeals.only(silver.deals()), silver.shifts(), silver.surveys())
            .first()
            .getDate(0);
    return Optional.ofNullable(day).map(java.sql.Date::toLocalDate);
  }
}
