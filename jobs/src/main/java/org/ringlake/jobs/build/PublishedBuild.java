package org.ringlake.jobs.build;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.RunLog;
import org.ringlake.jobs.lake.RunRecord;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;
import org.ringlake.measures.MeasureRules;

/**
 * The newest finished build: what it published, and the silver tables it was made from as they were
 * then, whatever has happened since.
 */
public final class PublishedBuild {
  private final Lake lake;
  private final Configuration configuration;
  private final RunRecord run;

  private PublishedBuild(Lake lake, Configuration configuration, RunRecord run) {
    this.lake = lake;
    this.configuration = configuration;
    this.run = run;
  }

  /** The one of a lake; empty where nothing was built yet. */
  public static Optional<PublishedBuild> newest(Lake lake, Configuration configuration) {
    return new RunLog(lake)
        .newest(BuildJob.COMMAND)
        .map(run -> new PublishedBuild(lake, configuration, run));
  }

  public String runId() {
    return run.runId();
  }

  public Instant endedAt() {
    return run.endedAt();
  }

  /** The day that counted as today. */
  public LocalDate asOf() {
    return run.asOf().orElse(LocalDate.EPOCH);
  }

  /** The cells it published, rows of {@link Kpis}. */
  public Dataset<Row> cells() {
    return lake.read(GoldTables.CELLS, published(GoldTables.CELLS));
  }

  /** The tables it read. */
  public SilverFeeds silver() {
    SilverFeeds tables = SilverTables.at(lake, configuration.feeds(), run.inputs());
    Dataset<Row> credits =
        Optional.ofNullable(run.tables().get(GoldTables.ATTRIBUTION_CREDIT.toString()))
            .map(
                version ->
                    GoldFeeds.underModel(
                        lake.read(GoldTables.ATTRIBUTION_CREDIT, version),
                        Building.creditingModel(configuration)))
            .orElseGet(() -> GoldFeeds.none(lake));
    return new WithCredits(tables, credits);
  }

  /** The tables that were read, and the credits that were made of them. */
  private record WithCredits(SilverFeeds silver, Dataset<Row> made) implements OverSilver {
    @Override
    public Dataset<Row> credits() {
      return made;
    }
  }

  /** What decides what an event adds, as the configuration has it now. */
  public MeasureRules rules() {
    return Building.rules(configuration, lake.spark());
  }

  /** What a KPI of some cells would be by the configuration as it is now: rows of {@link Kpis}. */
  public Dataset<Row> revalued(Dataset<Row> cells, KpiDefinition kpi) {
    return Kpis.from(
        Kpis.cells(cells),
        silver().objectives().limit(0), // targets are not asked for
        Building.kpiRules(configuration, List.of(kpi)),
        asOf());
  }

  /** What a build now would take into account and this one could not, in words. */
  public List<String> changesSince() {
    List<String> changes = new ArrayList<>();
    Map<String, Long> now = new SilverTables(lake, configuration.feeds()).versions();
    Map<String, Long> changed = new TreeMap<>(now);
    changed.entrySet().removeIf(table -> table.getValue().equals(run.inputs().get(table.getKey())));
    changed.keySet().forEach(table -> changes.add("new or changed rows of " + table));
    Basis before = Basis.ofTables(lake, published(GoldTables.BASIS));
    Basis after = before.underNow(configuration);
    if (after.countsOtherwise(before)) {
      changes.add("changed rules for what events count (ringlake.yaml or quality.yaml)");
    }
    if (!after.values().equals(before.values())) {
      changes.add("changed KPIs, targets, seasons or reliability");
    }
    if (!after.ratesDifferentFrom(before).isEmpty()) {
      changes.add("changed exchange rates");
    }
    return changes;
  }

  private long published(TableName table) {
    return run.tables().get(table.toString());
  }
}
