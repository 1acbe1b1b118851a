package org.ringlake.jobs.explain;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.explain.CellEvents;
import org.ringlake.explain.EventRows;
import org.ringlake.explain.ExplainedCell;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.SilverRows;
import org.ringlake.facts.Unions;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.build.MeasuresOfKpis;
import org.ringlake.jobs.build.PublishedBuild;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.ingest.Inbox;
import org.ringlake.jobs.ingest.SourceRows;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.kpi.Headcounts;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;

/**
 * Takes a published value apart: into the measures of its formula, these into events, and these to
 * the rows of source files. It only reads, and explains what the newest build published, from the
 * tables that this build has read.
 */
public final class ExplainJob {
  private static final StorageLevel HELD = StorageLevel.MEMORY_AND_DISK();

  /** Bytes of the tables that events are looked for in; from here on compiling pays. */
  private static final long WORTH_COMPILING = 16L << 20;

  private static final String PLACE = "_place";

  private static final String READ_OTHERWISE =
      "it is read otherwise now, and has not all the rows that were taken from it; conf/feeds has"
          + " changed since";

  private final Lake lake;
  private final Configuration configuration;
  private final Inbox inbox;

  public ExplainJob(Lake lake, Configuration configuration, Inbox inbox) {
    this.lake = lake;
    this.configuration = configuration;
    this.inbox = inbox;
  }

  /**
   * Explains.
   *
   * @throws NoSuchValueException when no such value was published
   * @throws JobException when nothing was built yet
   */
  public Explanation explain(ExplainRequest request) {
    PublishedBuild build =
        PublishedBuild.newest(lake, configuration)
            .orElseThrow(
                () ->
                    new JobException(
                        "Nothing has been built in the lake at %s yet. Run 'ringlake run' first."
                            .formatted(lake.root())));
    Interpretation interpretation = Interpretation.in(lake.spark());
    try {
      PublishedValue published = PublishedValue.find(build, configuration.kpis(), request);
      Explaining explaining = new Explaining(build, published, request);
      if (explaining.bytes() > WORTH_COMPILING) {
        interpretation.close();
      }
      return explaining.run();
    } finally {
      interpretation.close();
    }
  }

  /** One value on its way from the cell to the files. */
  private final class Explaining {
    private final PublishedBuild build;
    private final PublishedValue published;
    private final ExplainRequest request;
    private final KpiDefinition kpi;
    private final ExplainedCell cell;
    private final List<String> names;
    private final List<Dataset<Row>> held = new ArrayList<>();

    Explaining(PublishedBuild build, PublishedValue published, ExplainRequest request) {
      this.build = build;
      this.published = published;
      this.request = request;
      this.kpi = published.kpi();
      this.cell = published.cell();
      this.names = MeasuresOfKpis.of(kpi).stream().filter(KpiCells.MEASURES::contains).toList();
    }

    /** How large the tables of the events are. */
    long bytes() {
      SilverFeeds silver = build.silver();
      return CellEvents.feeds(names).stream()
          .mapToLong(
              feed ->
                  silver.of(feed).queryExecution().optimizedPlan().stats().sizeInBytes().toLong())
          .sum();
    }

    Explanation run() {
      SilverFeeds silver = build.silver();
      Dataset<Row> events = hold(CellEvents.from(silver, build.rules(), cell, names));
      List<ExplainedMeasure> measures = measures(events);
      Dataset<Row> shown = shown(events);
      SourceRows.Found found =
          new SourceRows(lake, configuration, inbox).find(hold(rows(shown, silver)));
      Dataset<Row> traced = traced(shown, found.rows());
      boolean isFormulaTheSame = isFormulaTheSame();
      List<String> notes = notes(measures, isFormulaTheSame);
      return new Explanation(
          kpi,
          cell,
          published.value(),
          build.runId(),
          build.endedAt(),
          measures,
          inOrder(traced),
          request.eventsOfMeasure(),
          unread(found.unread(), traced),
          notes,
          measures.stream().allMatch(ExplainedMeasure::addsUp) && isFormulaTheSame,
          () -> held.forEach(Dataset::unpersist));
    }

    private Dataset<Row> hold(Dataset<Row> rows) {
      Dataset<Row> persisted = rows.persist(HELD);
      held.add(persisted);
      return persisted;
    }

    private List<ExplainedMeasure> measures(Dataset<Row> events) {
      Map<String, SortedMap<LocalDate, Long>> days = new HashMap<>();
      Map<String, Long> counts = new HashMap<>();
      // at most a year's days for each measure of one formula
      for (Row row :
          events
              .groupBy(CellEvents.MEASURE, CellEvents.EVENT_DATE)
              .agg(sum(CellEvents.AMOUNT), count(lit(1)))
              .collectAsList()) {
        days.computeIfAbsent(row.getString(0), measure -> new TreeMap<>())
            .put(row.getDate(1).toLocalDate(), row.getLong(2));
        counts.merge(row.getString(0), row.getLong(3), Long::sum);
      }
      return names.stream()
          .map(
              name ->
                  new ExplainedMeasure(
                      name,
                      published.measure(name),
                      counts.getOrDefault(name, 0L),
                      days.getOrDefault(name, new TreeMap<>()),
                      name.equals(Headcounts.PERIODS_PER_YEAR)))
          .toList();
    }

    private Dataset<Row> shown(Dataset<Row> events) {
      if (request.eventsOfMeasure().isEmpty()) {
        return events;
      }
      Column place =
          row_number()
              .over(
                  Window.partitionBy(CellEvents.MEASURE)
                      .orderBy(
                          CellEvents.EVENT_DATE,
                          CellEvents.FEED,
                          CellEvents.EVENT_ID,
                          CellEvents.AGENT_ID));
      return hold(
          events
              .withColumn(PLACE, place)
              .filter(col(PLACE).leq(request.eventsOfMeasure().getAsLong()))
              .drop(PLACE));
    }

    private Dataset<Row> rows(Dataset<Row> events, SilverFeeds silver) {
      return Unions.byName(
          CellEvents.feeds(names).stream()
              .map(feed -> EventRows.of(feed, keyColumns(feed), events, silver, cell.days()))
              .toList());
    }

    private List<String> keyColumns(String feed) {
      return configuration.feeds().stream()
          .filter(each -> each.name().equals(feed))
          .findFirst()
          .map(each -> new SilverRows(each).keyColumns())
          .orElseThrow();
    }

    /** The events with what is known of their rows. */
    private Dataset<Row> traced(Dataset<Row> events, Dataset<Row> rows) {
      Dataset<Row> origins =
          rows.select(
              EventRows.FEED,
              EventRows.EVENT_ID,
              EventRows.CUSTOMER_KEY,
              SourceRows.FILE,
              SourceRows.ROW);
      Column[] columns =
          Explanation.EVENT_COLUMNS.stream().map(functions::col).toArray(Column[]::new);
      // left, many events to one row each
      return hold(
          events
              .join(origins, new String[] {EventRows.FEED, EventRows.EVENT_ID}, "left")
              .select(columns));
    }

    /** Also the files that were read, and do not have the rows any more that they had. */
    private Map<String, String> unread(Map<String, String> files, Dataset<Row> traced) {
      Map<String, String> unread = new TreeMap<>(files);
      // at most as many as files were read; many events of one file
      traced
          .filter(col(SourceRows.FILE).isNotNull().and(col(SourceRows.ROW).isNull()))
          .select(SourceRows.FILE)
          .distinct()
          .collectAsList()
          .forEach(row -> unread.putIfAbsent(row.getString(0), READ_OTHERWISE));
      return unread;
    }

    private Dataset<Row> inOrder(Dataset<Row> traced) {
      Column measure =
          array_position(
              array(names.stream().map(functions::lit).toArray(Column[]::new)),
              col(CellEvents.MEASURE));
      return traced.orderBy(
          measure,
          col(CellEvents.EVENT_DATE),
          col(CellEvents.FEED),
          col(CellEvents.EVENT_ID),
          col(CellEvents.AGENT_ID));
    }

    private boolean isFormulaTheSame() {
      Optional<Row> now = published.revalued(build);
      return now.isPresent()
          && Stream.of(Kpis.NUMERATOR, Kpis.DENOMINATOR)
              .allMatch(part -> isSame(now.get().getAs(part), published.value().getAs(part)));
    }

    private static boolean isSame(BigDecimal some, BigDecimal other) {
      if (some == null || other == null) {
        return some == null && other == null;
      }
      return some.compareTo(other) == 0;
    }

    private List<String> notes(List<ExplainedMeasure> measures, boolean isFormulaTheSame) {
      List<String> notes = new ArrayList<>();
      if (!request.day().equals(cell.period().start())) {
        notes.add(
            "%s is not the first day of a %s; explained is the one from %s to %s."
                .formatted(
                    request.day(),
                    request.period().code(),
                    cell.period().start(),
                    cell.period().lastDay()));
      }
      List<String> changes = build.changesSince();
      if (!changes.isEmpty()) {
        notes.add(
            "Explained is what was published at %s. Since then there are %s, which 'ringlake build' will take into account."
                .formatted(build.endedAt(), String.join(", ", changes)));
      }
      for (ExplainedMeasure measure : measures) {
        if (!measure.addsUp()) {
          notes.add(
              "The events of %s add up to %d, but %d was published: %s."
                  .formatted(
                      measure.name(), measure.sumOfEvents(), measure.published(), why(changes)));
        }
      }
      if (!isFormulaTheSame) {
        notes.add(
            "The formula of %s makes something else of the measures than was published: %s."
                .formatted(kpi.id(), why(changes)));
      }
      return notes;
    }

    private static String why(List<String> changes) {
      return changes.isEmpty()
          ? "run 'ringlake build --full', and report it if the value changes"
          : "the configuration has changed since; run 'ringlake build' and ask again";
    }
  }
}
